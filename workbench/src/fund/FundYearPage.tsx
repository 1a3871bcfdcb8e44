import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { get, withQuery } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { Choice } from '../shared/Choice';
import { formatMoney, todayInChina } from '../shared/format';
import { Failure, Loading } from '../shared/States';
import { WideTable } from '../shared/WideTable';
import { FundTabs } from './FundTabs';
import { Incomes } from './Incomes';
import { Resolutions } from './Resolutions';

type Report = Schemas['FundYearReport'];
const samples = [10, 20, 50] as const;

/** 基金年度报告: a year of a fund for its committee, with what came in, how the office worked, and the cases drawn for audit. */
export function FundYearPage() {
  const { t } = useI18n();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const thisYear = Number(todayInChina().slice(0, 4));
  const fund = search.get('fund') === 'emf' ? 'emf' : 'wgf';
  const asked = Number(search.get('year'));
  const year = asked >= 2000 && asked <= thisYear ? asked : thisYear;
  const sample = samples.find((one) => one === Number(search.get('sample'))) ?? 10;
  const query = { year, fund, sample };
  const report = useQuery({
    queryKey: ['fund', 'year', fund, year, sample],
    queryFn: ({ signal }) => get<Report>('/api/fund/annual-report', query, signal),
    placeholderData: keepPreviousData,
  });
  const change = (next: Record<string, string>) =>
    setSearch({ fund, year: String(year), sample: String(sample), ...next }, { replace: true });
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('fund.year.title')}</h1>
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
            {t('fund.year')}{' '}
            <select className="plain-select num" value={year} onChange={(event) => change({ year: event.target.value })}>
              {Array.from({ length: 6 }, (_, back) => thisYear - back).map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </label>
          <a href={withQuery('/api/fund/annual-report.docx', query)} download>
            {t('fund.year.paper')}
          </a>
          <a href={withQuery('/api/fund/annual-report.csv', query)} download>
            {t('fund.export')}
          </a>
        </div>
      </header>
      <FundTabs />
      {report.isError ? (
        <Failure error={report.error} retry={() => void report.refetch()} />
      ) : !report.data ? (
        <Loading />
      ) : (
        <>
          {report.data.committee && (
            <p className="muted">
              {report.data.committee.basis}：{report.data.committee.zh}
            </p>
          )}
          {report.data.openMonths.length > 0 && (
            <p className="light-yellow">{t('fund.year.open', { months: report.data.openMonths.join('、') })}</p>
          )}
          <Months report={report.data} />
          <h2>{t('fund.year.figures')}</h2>
          <FiguresOf report={report.data} />
          <h2>{t('fund.year.sample')}</h2>
          <p className="muted">{t('fund.year.sampleHelp')}</p>
          <Choice
            label={t('fund.year.sampleSize')}
            value={String(sample)}
            options={samples.map((one) => [String(one), String(one)])}
            choose={(value) => change({ sample: value })}
          />
          {report.data.sample.length === 0 ? (
            <p className="empty">{t('fund.nothingYear')}</p>
          ) : (
            <ul className="plain sample-list">
              {report.data.sample.map((number) => (
                <li key={number}>
                  <Link to={`/cases?q=${encodeURIComponent(number)}`}>{number}</Link>
                </li>
              ))}
            </ul>
          )}
          {report.data.committee && <Resolutions year={year} may={me.data?.permissions.includes('fund-publication') ?? false} />}
          <Incomes year={year} fund={fund} may={me.data?.permissions.includes('fund-reconciliation') ?? false} />
        </>
      )}
    </section>
  );
}

function Months({ report }: { report: Report }) {
  const { t } = useI18n();
  return (
    <WideTable label={t('fund.year.months')}>
      <thead>
        <tr>
          <th>{t('fund.month')}</th>
          <th className="num">{t('fund.paid')}</th>
          <th className="num">{t('fund.workers')}</th>
          <th className="num">{t('fund.recovered')}</th>
          <th className="num">{t('fund.income')}</th>
          <th>{t('fund.closing')}</th>
        </tr>
      </thead>
      <tbody>
        {report.months.map((month) => (
          <tr key={month.month}>
            <td className="nowrap">
              <Link to={`/fund?fund=${report.fund}&month=${month.month}`}>{month.month}</Link>
            </td>
            <td className="num">{formatMoney(month.paid)}</td>
            <td className="num">{month.workers}</td>
            <td className="num">{formatMoney(month.recovered)}</td>
            <td className="num">{formatMoney(month.income)}</td>
            <td className="nowrap">{t(month.closed ? 'fund.state.closed' : 'fund.notClosed')}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th>{t('fund.sum')}</th>
          <th className="num">{formatMoney(report.paid)}</th>
          <th className="num">{report.workers}</th>
          <th className="num">{formatMoney(report.recovered)}</th>
          <th className="num">{formatMoney(report.income)}</th>
          <th>{t('fund.year.recoveryRate', { rate: percent(report.recoveryRate) })}</th>
        </tr>
      </tfoot>
    </WideTable>
  );
}

const percent = (value: number | null) => (value === null ? '—' : `${value}%`);

function FiguresOf({ report }: { report: Report }) {
  const { t } = useI18n();
  const figures = report.figures;
  const rows: readonly (readonly [string, string])[] = [
    [t('fund.figure.applications'), t('fund.figure.casesAndPeople', { cases: figures.applications, people: figures.applicants })],
    [t('fund.figure.cases'), String(report.cases)],
    [t('fund.figure.refused'), t('fund.figure.of', { part: figures.refused, whole: figures.decided, rate: percent(figures.refusalRate) })],
    [t('fund.figure.days'), figures.daysToPayment === null ? '—' : String(figures.daysToPayment)],
    [
      t('fund.figure.writtenOff'),
      t('fund.figure.casesAndMoney', { cases: figures.writtenOffCases, money: formatMoney(figures.writtenOff) }),
    ],
    [t('fund.figure.objections'), String(figures.objections)],
    [t('fund.figure.remedies'), String(figures.remedies)],
    [
      t('fund.figure.reviews'),
      t('fund.figure.of', { part: figures.reviewErrors, whole: figures.reviews, rate: percent(figures.reviewErrorRate) }),
    ],
  ];
  return (
    <dl className="figure-list">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
