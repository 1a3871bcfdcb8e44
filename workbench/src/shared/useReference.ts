import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Reference } from '../api/types';

/** Lists of choices that every form shares; they change with a release, not during a session. */
export function useReference() {
  return useQuery({
    queryKey: ['reference'],
    queryFn: ({ signal }) => get<Reference>('/api/public/reference', undefined, signal),
    staleTime: Infinity,
  });
}
