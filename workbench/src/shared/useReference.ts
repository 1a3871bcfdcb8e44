import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { get } from '../api/client';
import type { Reference } from '../api/types';
import { useI18n } from '../i18n';

/** Lists of choices that every form shares; they change with a release, not during a session. Districts have their names in the language of the page. */
export function useReference() {
  const { pick } = useI18n();
  return useQuery({
    queryKey: ['reference'],
    queryFn: ({ signal }) => get<Reference>('/api/public/reference', undefined, signal),
    staleTime: Infinity,
    select: useCallback(
      (reference: Reference) => ({
        ...reference,
        districts: reference.districts.map(({ code, name, en }) => ({ code, zh: name, name: pick({ zh: name, en }) })),
      }),
      [pick],
    ),
  });
}
