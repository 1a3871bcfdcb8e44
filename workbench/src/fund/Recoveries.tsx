import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { byCase, useSteadyRows } from '../live/useSteadyRows';
import { formatMoney } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Failure, Loading } from '../shared/States';
import { usePage } from '../shared/usePage';
import { WideTable } from '../shared/WideTable';

/** 待追偿: open cases whose employer has not paid back all that the fund advanced, the largest amount first. */
export function Recoveries({ fund }: { fund: string }) {
  const { t, pick } = useI18n();
  const { page, pageSize, change } = usePage();
  const found = useQuery({
    queryKey: ['fund', 'recoveries', fund, page, pageSize],
    queryFn: ({ signal }) => get<Schemas['FundCasesRecoveries']>('/api/fund/recoveries', { fund, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyRows(`${fund} ${page} ${pageSize}`, found.data, !found.isPlaceholderData, byCase);
  if (found.isError && !found.data) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { total, outstanding } = found.data;
  if (total === 0 && !steady.moved) return <p className="empty">{t('fund.cases.noneDue')}</p>;
  return (
    <>
      <p>
        <b>{t('fund.cases.sum', { amount: formatMoney(outstanding) })}</b>
      </p>
      <MovedList {...steady} />
      <WideTable label={t('fund.cases.recoveries')}>
        <thead>
          <tr>
            <th>{t('field.caseNumber')}</th>
            <th>{t('fund.cases.employer')}</th>
            <th>{t('fund.cases.stage')}</th>
            <th className="num">{t('fund.paid')}</th>
            <th className="num">{t('fund.recovered')}</th>
            <th className="num">{t('fund.cases.outstanding')}</th>
            <th>{t('fund.cases.paidOn')}</th>
            <th>{t('fund.cases.dueOn')}</th>
          </tr>
        </thead>
        <tbody>
          {steady.rows.map((row) => (
            <tr key={row.caseId}>
              <td className="nowrap">
                <Link to={`/cases/${row.caseId}`}>{row.caseNumber}</Link>
              </td>
              <td className="wrap">{row.employer ?? '—'}</td>
              <td>{pick(row.stage)}</td>
              <td className="num">{formatMoney(row.paid)}</td>
              <td className="num">{formatMoney(row.recovered)}</td>
              <td className="num">
                <b>{formatMoney(row.outstanding)}</b>
              </td>
              <td className="nowrap">
                <span className="num">{row.paidOn ?? '—'}</span>
              </td>
              <td className="nowrap">
                <span className="num">{row.dueOn ?? '—'}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <PageFoot page={page} pageSize={pageSize} total={total} change={change} />
    </>
  );
}
