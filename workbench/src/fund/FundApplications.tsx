import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { byCase, useSteadyRows } from '../live/useSteadyRows';
import { formatDate, formatMoney } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Failure, Loading } from '../shared/States';
import { usePage } from '../shared/usePage';
import { WideTable } from '../shared/WideTable';

/** 申请: open applications, oldest first, with how many stand in each stage. */
export function FundApplications({ fund }: { fund: string }) {
  const { t, pick } = useI18n();
  const { search, page, pageSize, change } = usePage();
  const stage = search.get('stage') ?? undefined;
  const found = useQuery({
    queryKey: ['fund', 'applications', fund, stage, page, pageSize],
    queryFn: ({ signal }) => get<Schemas['FundCasesApplications']>('/api/fund/applications', { fund, stage, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyRows(`${fund} ${stage ?? ''} ${page} ${pageSize}`, found.data, !found.isPlaceholderData, byCase);
  if (found.isError && !found.data) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { total, stages } = found.data;
  if (stages.length === 0 && !steady.moved) return <p className="empty">{t('fund.cases.none')}</p>;
  const all = stages.reduce((sum, one) => sum + one.count, 0);
  return (
    <>
      <div className="filters">
        <div className="tabs" role="group" aria-label={t('fund.cases.stage')}>
          <button type="button" aria-pressed={!stage} onClick={() => change({ stage: undefined })}>
            {t('fund.cases.allStages')}
            <span className="count">{all}</span>
          </button>
          {stages.map((one) => (
            <button key={one.code} type="button" aria-pressed={stage === one.code} onClick={() => change({ stage: one.code })}>
              {pick(one)}
              <span className="count">{one.count}</span>
            </button>
          ))}
        </div>
      </div>
      <MovedList {...steady} />
      <WideTable label={t('fund.cases.applications')}>
        <thead>
          <tr>
            <th>{t('field.caseNumber')}</th>
            <th>{t('fund.cases.stage')}</th>
            <th>{t('fund.cases.applicant')}</th>
            <th>{t('fund.cases.employer')}</th>
            <th>{t('field.filedAt')}</th>
            <th>{t('fund.cases.dueOn')}</th>
            <th className="num">{t('fund.cases.advanced')}</th>
          </tr>
        </thead>
        <tbody>
          {steady.rows.map((row) => (
            <tr key={row.caseId}>
              <td className="nowrap">
                <Link to={`/cases/${row.caseId}`}>{row.caseNumber}</Link>
              </td>
              <td>{pick(row.stage)}</td>
              <td>{row.workers > 1 ? t('fund.cases.more', { name: row.applicant ?? '', count: row.workers }) : (row.applicant ?? '—')}</td>
              <td className="wrap">{row.employer ?? '—'}</td>
              <td className="nowrap">
                <span className="num">{formatDate(row.filedAt)}</span>
              </td>
              <td className="nowrap">
                <span className="num">{row.dueOn ?? '—'}</span>
              </td>
              <td className="num">{row.advanced ? formatMoney(row.advanced) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <PageFoot page={page} pageSize={pageSize} total={total} change={change} />
    </>
  );
}
