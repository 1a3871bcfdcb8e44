import DatePicker from 'antd/es/date-picker';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { Link, useSearchParams } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { Choice } from '../shared/Choice';
import { formatMoney, todayInChina } from '../shared/format';
import { Failure, Loading } from '../shared/States';
import { WideTable } from '../shared/WideTable';
import { Compare } from './Compare';
import { FundTabs } from './FundTabs';
import { Reconciliations } from './Reconciliations';

type Ledger = Schemas['FundBooksLedger'];

/** The month before that of a day, `2026-10`: the last one that is over. */
const monthBefore = (day: string) => {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
};

/** 基金台账: what a fund paid and got back in a month, held against the bank by one person and closed by another. */
export function FundPage() {
  const { t } = useI18n();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const fund = search.get('fund') === 'emf' ? 'emf' : 'wgf';
  const asked = search.get('month') ?? '';
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : monthBefore(todayInChina());
  const ledger = useQuery({
    queryKey: ['fund', fund, month],
    queryFn: ({ signal }) => get<Ledger>('/api/fund/ledger', { month, fund }, signal),
  });
  const change = (next: { fund?: string; month?: string }) => setSearch({ fund, month, ...next }, { replace: true });
  const may = me.data?.permissions.includes('fund-reconciliation') ?? false;
  const closed = ledger.data?.reconciliations.some((one) => one.state === 'closed') ?? false;
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('nav.fund')}</h1>
        <div className="page-facts">
          <Choice
            label={t('fund.which')}
            value={fund}
            options={[
              ['wgf', t('fund.wgf')],
              ['emf', t('fund.emf')],
            ]}
            choose={(value) => change({ fund: value })}
          />
          <label>
            {t('fund.month')}{' '}
            <DatePicker
              picker="month"
              format={['YYYY-MM', 'YYYYMM', 'YYYY年M月']}
              allowClear={false}
              value={dayjs(`${month}-01`)}
              maxDate={dayjs(todayInChina())}
              onChange={(chosen) => chosen && change({ month: chosen.format('YYYY-MM') })}
            />
          </label>
        </div>
      </header>
      <FundTabs />
      <p className="muted">{t('fund.help')}</p>
      {ledger.isError ? (
        <Failure error={ledger.error} retry={() => void ledger.refetch()} />
      ) : !ledger.data ? (
        <Loading />
      ) : (
        <>
          <LedgerTable ledger={ledger.data} />
          <h2>{t('fund.reconciliations')}</h2>
          <Reconciliations items={ledger.data.reconciliations} may={may} />
          {may && !closed && <Compare key={`${fund}/${month}`} fund={fund} month={month} />}
        </>
      )}
    </section>
  );
}

function LedgerTable({ ledger }: { ledger: Ledger }) {
  const { t } = useI18n();
  return (
    <WideTable label={t('fund.ledger')}>
      <thead>
        <tr>
          <th>{t('fund.on')}</th>
          <th>{t('field.caseNumber')}</th>
          <th>{t('fund.what')}</th>
          <th className="num">{t('fund.workers')}</th>
          <th className="num">{t('fund.paid')}</th>
          <th className="num">{t('fund.recovered')}</th>
        </tr>
      </thead>
      <tbody>
        {ledger.entries.map((entry, index) => (
          <tr key={index}>
            <td className="nowrap">
              <span className="num">{entry.on}</span>
            </td>
            <td className="nowrap">
              <Link to={`/cases?q=${encodeURIComponent(entry.caseNumber)}`}>{entry.caseNumber}</Link>
            </td>
            <td>
              {entry.batch === null ? t('fund.receipt') : t('fund.batch', { batch: entry.batch })}
              {entry.source && <span className="muted"> {entry.source}</span>}
            </td>
            <td className="num">{entry.workers || ''}</td>
            <td className="num">{entry.paid ? formatMoney(entry.paid) : ''}</td>
            <td className="num">{entry.recovered ? formatMoney(entry.recovered) : ''}</td>
          </tr>
        ))}
        {ledger.entries.length === 0 && (
          <tr>
            <td colSpan={6} className="muted">
              {t('fund.nothing')}
            </td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th colSpan={3}>{t('fund.sum')}</th>
          <th className="num">{ledger.workers}</th>
          <th className="num">{formatMoney(ledger.paid)}</th>
          <th className="num">{formatMoney(ledger.recovered)}</th>
        </tr>
      </tfoot>
    </WideTable>
  );
}
