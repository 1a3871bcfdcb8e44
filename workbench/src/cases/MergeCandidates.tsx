import Alert from 'antd/es/alert';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { formatDate } from '../shared/format';

type Answer = Schemas['MergeCandidatesAnswer'];

/** 可以合并的案件: other open cases against the same respondent for the same cause, and the way to propose that one of them takes this in. */
export function MergeCandidates({ caseId }: { caseId: string }) {
  const { t, pick } = useI18n();
  const path = `/api/cases/${encodeURIComponent(caseId)}/merge-candidates`;
  const found = useQuery({
    queryKey: ['case', caseId, 'merge-candidates'],
    queryFn: ({ signal }) => get<Answer>(path, undefined, signal),
  });
  if (!found.data?.items.length) return null;
  return (
    <Alert
      type="info"
      showIcon
      className="gap-below"
      title={t('merge.found', { count: found.data.items.length, days: found.data.days })}
      description={
        <ul className="plain">
          {found.data.items.map((other) => (
            <li key={other.id}>
              <Link to={`/cases/${encodeURIComponent(other.id)}`}>{other.docketNumber ?? other.caseNumber}</Link>{' '}
              <span className="muted">
                {pick(other.stage)} · {t('field.filedAt')} {formatDate(other.filedAt)}
              </span>{' '}
              <Link
                to={`/cases/${encodeURIComponent(caseId)}?tab=acts&raise=merger&leadCase=${encodeURIComponent(other.caseNumber)}`}
                aria-label={t('merge.intoOne', { number: other.caseNumber })}
              >
                {t('merge.into')}
              </Link>
            </li>
          ))}
        </ul>
      }
    />
  );
}
