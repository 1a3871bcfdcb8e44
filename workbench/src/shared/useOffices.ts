import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { OrganisationPage } from '../api/types';
import { useI18n } from '../i18n';

/** The offices of the reader's place, by which people and tasks are told apart. */
export function useOffices() {
  return useQuery({
    queryKey: ['offices'],
    queryFn: ({ signal }) => get<OrganisationPage>('/api/mediation-organisations', { pageSize: 200 }, signal),
    staleTime: Infinity,
  });
}

/** What an office is called. */
export function OfficeName({ id }: { id: string }) {
  const offices = useOffices();
  return offices.data?.items.find((one) => one.id === id)?.name ?? id;
}

/** Offices to choose from, and none of them. */
export function useOfficeOptions(): { value: string; label: string }[] {
  const { t } = useI18n();
  const offices = useOffices();
  return [
    ...(offices.data?.items ?? []).map((office) => ({ value: office.id, label: office.name })),
    { value: 'none', label: t('statistics.noOffice') },
  ];
}
