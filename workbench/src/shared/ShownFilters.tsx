import type { ReactNode } from 'react';
import { useI18n } from '../i18n';

export interface ShownFilter {
  /** The members of the address that make it. */
  names: string[];
  label: string;
  value: ReactNode;
}

/** Filters that came with a link and have no field of their own: what narrows a list can be seen, and taken off. */
export function ShownFilters({ filters, drop }: { filters: ShownFilter[]; drop: (names: string[]) => void }) {
  const { t } = useI18n();
  if (filters.length === 0) return null;
  return (
    <ul className="plain row chips" aria-label={t('filter.active')}>
      {filters.map(({ names, label, value }) => (
        <li key={names.join()} className="chip">
          {label} <b>{value}</b>
          <button type="button" aria-label={t('filter.drop', { label })} onClick={() => drop(names)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Two days as one text; either may be open. */
export const span = (from?: string, to?: string) => (from === to ? (from ?? '') : `${from ?? ''} – ${to ?? ''}`.trim());
