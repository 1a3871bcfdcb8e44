import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import { useMessages } from './messages';
import type { Change, Version } from './types';
import { shownUnit } from './values';

interface NewRow {
  value: number | null;
  extensionCap: number | null;
  unitText: string;
  effectiveFrom: string | null;
  jurisdictions: string[];
}

/** The value that stood before, and the one that is proposed: what a second person has to compare. */
export function ValueChange({ change }: { change: Change }) {
  const { m, t } = useMessages();
  const row = change.payload as NewRow;
  const versions = useQuery({
    queryKey: ['parameter', change.subject],
    queryFn: ({ signal }) => get<Version[]>(`/api/statutes/parameters/${encodeURIComponent(change.subject)}`, undefined, signal),
  });
  const before = versions.data?.findLast(
    (version) =>
      (version.effectiveFrom ?? '') < (row.effectiveFrom ?? '') && version.jurisdictions.some((place) => row.jurisdictions.includes(place)),
  );
  const unit = shownUnit(row.unitText, m);
  const shown = (value: number | null, cap: number | null) =>
    `${value ?? m('mark.open')} ${unit}` + (cap === null ? '' : t('text.paren', { text: `${m('cap')} ${cap} ${unit}` }));
  return (
    <>
      {before && (
        <>
          <span className="num">{shown(before.value, before.extensionCap)}</span> →{' '}
        </>
      )}
      <b className="num">{shown(row.value, row.extensionCap)}</b>{' '}
      <Link to={`/statutes?row=${encodeURIComponent(change.subject)}`}>{change.subject}</Link>
    </>
  );
}
