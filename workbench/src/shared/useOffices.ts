import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { OrganisationPage } from '../api/types';

/** The offices of the reader's place, by which people and tasks are told apart. */
export function useOffices() {
  return useQuery({
    queryKey: ['offices'],
    queryFn: ({ signal }) => get<OrganisationPage>('/api/mediation-organisations', { pageSize: 200 }, signal),
    staleTime: Infinity,
  });
}
