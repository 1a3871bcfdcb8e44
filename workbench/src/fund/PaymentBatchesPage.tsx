import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { useSteadyRows } from '../live/useSteadyRows';
import { Choice } from '../shared/Choice';
import { formatInstant, formatMoney } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { useActorName } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { usePage } from '../shared/usePage';
import { WideTable } from '../shared/WideTable';
import { FundTabs } from './FundTabs';

type Batch = Schemas['PaymentBatchesBatch'];
const states = ['approving', 'to-send', 'sent', 'partly', 'failed'] as const;
const known = (code: string | null) => states.find((state) => state === code);

/** 支付批次: what is to be approved, to go to the bank, to be answered by it, or to be mended, over all cases. */
export function PaymentBatchesPage() {
  const { t } = useI18n();
  const { search, page, pageSize, change } = usePage();
  const fund = search.get('fund') === 'emf' ? 'emf' : 'wgf';
  const state = known(search.get('state'));
  const found = useQuery({
    queryKey: ['fund', 'batches', fund, state, page, pageSize],
    queryFn: ({ signal }) => get<Schemas['PaymentBatchesBatches']>('/api/fund/batches', { fund, state, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyRows(`${fund} ${state ?? ''} ${page} ${pageSize}`, found.data, !found.isPlaceholderData);
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('fund.batches.title')}</h1>
        <div className="page-facts">
          <Choice
            label={t('fund.which')}
            value={fund}
            options={[
              ['wgf', t('fund.wgf')],
              ['emf', t('fund.emf')],
            ]}
            choose={(value) => change({ fund: value === 'wgf' ? undefined : value, state: undefined })}
          />
        </div>
      </header>
      <FundTabs />
      <p className="muted">{t('fund.batches.help')}</p>
      {found.isError && !found.data ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading />
      ) : (
        <>
          <StateTabs counts={found.data.states} state={state} choose={(code) => change({ state: code })} />
          <MovedList {...steady} />
          {found.data.total === 0 && !steady.moved ? (
            <p className="empty">{t('fund.batches.none')}</p>
          ) : (
            <>
              <Rows rows={steady.rows} />
              <PageFoot page={page} pageSize={pageSize} total={found.data.total} change={change} />
            </>
          )}
        </>
      )}
    </section>
  );
}

function StateTabs(props: {
  counts: readonly Schemas['PaymentBatchesStateCount'][];
  state: string | undefined;
  choose: (state: string | undefined) => void;
}) {
  const { t } = useI18n();
  const shown = props.counts.filter((one) => !props.state || one.code === props.state);
  return (
    <>
      <div className="filters">
        <div className="tabs" role="group" aria-label={t('fund.batches.state')}>
          <button type="button" aria-pressed={!props.state} onClick={() => props.choose(undefined)}>
            {t('fund.batches.all')}
            <span className="count">{props.counts.reduce((sum, one) => sum + one.count, 0)}</span>
          </button>
          {states.map((code) => (
            <button key={code} type="button" aria-pressed={props.state === code} onClick={() => props.choose(code)}>
              {t(`fund.batches.${code}`)}
              <span className="count">{props.counts.find((one) => one.code === code)?.count ?? 0}</span>
            </button>
          ))}
        </div>
      </div>
      <p>
        <b>{t('fund.batches.unpaid', { amount: formatMoney(shown.reduce((sum, one) => sum + one.amount, 0)) })}</b>
      </p>
    </>
  );
}

function Rows({ rows }: { rows: readonly Batch[] }) {
  const { t } = useI18n();
  return (
    <WideTable label={t('fund.batches.title')}>
      <thead>
        <tr>
          <th>{t('field.caseNumber')}</th>
          <th>{t('fund.batches.state')}</th>
          <th>{t('fund.cases.employer')}</th>
          <th>{t('fund.batches.batch')}</th>
          <th className="num">{t('fund.cases.amount')}</th>
          <th>{t('fund.batches.prepared')}</th>
          <th>{t('fund.batches.where')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="nowrap">
              <Link to={`/cases/${row.caseId}`}>{row.caseNumber}</Link>
            </td>
            <td className="nowrap">{t(`fund.batches.${known(row.state) ?? 'all'}`)}</td>
            <td className="wrap">{row.employer ?? '—'}</td>
            <td className="nowrap">{t('payments.batch', { number: row.number, workers: row.workers })}</td>
            <td className="num">{formatMoney(row.total)}</td>
            <td className="nowrap">
              <span className="num">{formatInstant(row.preparedAt)}</span>
            </td>
            <td className="wrap">
              <Where row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

/** Where a batch stands: who approved it, who took it to the bank and when, and what the bank said. */
function Where({ row }: { row: Batch }) {
  const { t } = useI18n();
  const first = useActorName(row.firstApprovedBy ?? 'workflow');
  const taker = useActorName(row.lastTakenBy ?? 'workflow');
  const parts = [
    row.state === 'approving' && (row.firstApprovedBy ? t('fund.batches.second', { first }) : t('fund.batches.first')),
    row.state === 'to-send' && t('fund.batches.notTaken'),
    row.lastTakenAt &&
      row.state !== 'failed' &&
      t('fund.batches.taken', { by: taker, at: formatInstant(row.lastTakenAt), count: row.downloads }),
    row.state === 'partly' &&
      t('fund.batches.answered', {
        paid: row.paid,
        failed: row.failed,
        waiting: row.waiting,
        amount: formatMoney(row.waitingAmount),
      }),
    row.state === 'failed' && t('fund.batches.toMend', { failed: row.failed, amount: formatMoney(row.failedAmount) }),
  ];
  return parts.filter(Boolean).join(t('fund.batches.between'));
}
