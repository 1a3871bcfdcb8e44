import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';

/** The offices of the reader's place, by which people, cases and tasks are told apart: its authorities and its mediation organisations. */
export function useOffices() {
  return useQuery({
    queryKey: ['offices'],
    queryFn: ({ signal }) => get<Schemas['ListOfficesItem'][]>('/api/offices', undefined, signal),
    staleTime: Infinity,
  });
}

/** What an office is called. */
export function OfficeName({ id }: { id: string }) {
  const { pick } = useI18n();
  const office = useOffices().data?.find((one) => one.id === id);
  return office ? pick(office) : id;
}

/** Offices to choose from, and none of them where that can be asked for. */
export function useOfficeOptions(none = true): { value: string; label: string }[] {
  const { t, pick } = useI18n();
  const offices = useOffices();
  return [
    ...(offices.data ?? []).map((office) => ({ value: office.id, label: pick(office) })),
    ...(none ? [{ value: 'none', label: t('statistics.noOffice') }] : []),
  ];
}
