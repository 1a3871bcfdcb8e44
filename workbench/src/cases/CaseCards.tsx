import dayjs from 'dayjs';
import { Link } from 'react-router';
import type { CaseRow } from '../api/types';
import { useI18n } from '../i18n';
import { formatDate, todayInChina } from '../shared/format';
import { LightMark } from '../shared/LightMark';
import { remainingText } from '../shared/remaining';

/** The list of cases on a phone: one card a case. */
export function CaseCards({ rows }: { rows: readonly CaseRow[] }) {
  const { t, pick } = useI18n();
  if (rows.length === 0) return <p className="empty">{t('case.empty')}</p>;
  return (
    <ul className="cards">
      {rows.map((row) => (
        <li key={row.id}>
          <div className="row">
            <LightMark light={row.light} text={row.dueOn ? remainingText(dayjs(row.dueOn).diff(todayInChina(), 'day'), t) : undefined} />
            <span className="grow" />
            <span className="muted num">{formatDate(row.filedAt)}</span>
          </div>
          <Link to={`/cases/${encodeURIComponent(row.id)}`} className="card-title">
            {row.caseNumber}
            {row.docketNumber && <span className="muted docket">{row.docketNumber}</span>}
          </Link>
          <div className="muted">
            {pick(row.procedure)} · {pick(row.cause) || '—'} · {pick(row.stage)}
          </div>
          <div>
            {row.applicant || '—'} <span className="muted">{t('case.versus')}</span> {row.respondent || '—'}
          </div>
        </li>
      ))}
    </ul>
  );
}
