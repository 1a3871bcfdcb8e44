import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { useSteadyRows } from '../live/useSteadyRows';
import { formatMoney } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Failure, Loading } from '../shared/States';
import { usePage } from '../shared/usePage';
import { WideTable } from '../shared/WideTable';

/** 支付失败: advances that the bank returned and that no other one has replaced yet. */
export function FailedPayments({ fund }: { fund: string }) {
  const { t } = useI18n();
  const { page, pageSize, change } = usePage();
  const found = useQuery({
    queryKey: ['fund', 'failed', fund, page, pageSize],
    queryFn: ({ signal }) => get<Schemas['FundCasesFailedPayments']>('/api/fund/failed-payments', { fund, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyRows(`${fund} ${page} ${pageSize}`, found.data, !found.isPlaceholderData);
  if (found.isError && !found.data) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { total, amount } = found.data;
  if (total === 0 && !steady.moved) return <p className="empty">{t('fund.cases.noneFailed')}</p>;
  return (
    <>
      <p>
        <b>{t('fund.cases.sum', { amount: formatMoney(amount) })}</b>
      </p>
      <MovedList {...steady} />
      <WideTable label={t('fund.cases.failed')}>
        <thead>
          <tr>
            <th>{t('field.caseNumber')}</th>
            <th>{t('fund.cases.worker')}</th>
            <th>{t('fund.cases.bank')}</th>
            <th className="num">{t('fund.cases.amount')}</th>
            <th>{t('fund.cases.failure')}</th>
          </tr>
        </thead>
        <tbody>
          {steady.rows.map((row) => (
            <tr key={row.id}>
              <td className="nowrap">
                <Link to={`/cases/${row.caseId}`}>{row.caseNumber}</Link>
              </td>
              <td className="nowrap">
                {row.workerNumber} {row.workerName}
              </td>
              <td>{row.bank}</td>
              <td className="num">{formatMoney(row.amount)}</td>
              <td className="wrap">{row.failure ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <PageFoot page={page} pageSize={pageSize} total={total} change={change} />
    </>
  );
}
