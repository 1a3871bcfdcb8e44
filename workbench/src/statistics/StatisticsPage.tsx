import DatePicker from 'antd/es/date-picker';
import Select from 'antd/es/select';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { Link, useSearchParams } from 'react-router';
import { get, withQuery } from '../api/client';
import type { Statistics } from '../api/types';
import { useI18n } from '../i18n';
import { todayInChina } from '../shared/format';
import { useProcedureOptions } from '../shared/procedures';
import { Failure, Loading } from '../shared/States';
import { useReference } from '../shared/useReference';
import { CountTable } from './CountTable';
import { Durations } from './Durations';
import { Figures } from './Figures';
import { IndicatorCards } from './IndicatorCards';
import { casesLink } from './links';
import { MonthChart } from './MonthChart';
import { TrendChart } from './TrendChart';
import { Workload } from './Workload';

/** 统计: how the office stands, each number a link to the list behind it. */
export function StatisticsPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const procedures = useProcedureOptions();
  const reference = useReference();
  const query = {
    from: search.get('from') ?? undefined,
    to: search.get('to') ?? undefined,
    district: search.get('district') ?? undefined,
    procedure: search.get('procedure') ?? undefined,
  };
  const statistics = useQuery({
    queryKey: ['statistics', query],
    queryFn: ({ signal }) => get<Statistics>('/api/statistics', query, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setSearch(next, { replace: true });
  };

  const data = statistics.data;
  return (
    <section className="page">
      <h1>{t('nav.statistics')}</h1>
      <div className="filters">
        <DatePicker.RangePicker
          aria-label={t('statistics.period')}
          allowClear={false}
          value={data ? [dayjs(data.from), dayjs(data.to)] : null}
          presets={[
            { label: t('statistics.thisMonth'), value: [dayjs().startOf('month'), dayjs()] },
            { label: t('statistics.thisYear'), value: [dayjs().startOf('year'), dayjs()] },
            {
              label: t('statistics.lastYear'),
              value: [dayjs().subtract(1, 'year').startOf('year'), dayjs().subtract(1, 'year').endOf('year')],
            },
          ]}
          onChange={(range) => change({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
        />
        <Select
          aria-label={t('statistics.district')}
          className="filter-select"
          allowClear
          placeholder={t('statistics.district')}
          value={query.district}
          options={(reference.data?.districts ?? []).map((district) => ({ value: district.code, label: district.name }))}
          onChange={(district?: string) => change({ district })}
        />
        <Select
          aria-label={t('field.procedure')}
          className="filter-select"
          allowClear
          placeholder={t('field.procedure')}
          value={query.procedure}
          options={procedures}
          onChange={(procedure?: string) => change({ procedure })}
        />
        <span className="grow" />
        <a href={withQuery('/api/statistics.csv', query)} download>
          {t('action.exportCsv')}
        </a>
      </div>
      {statistics.isError && !data ? (
        <Failure error={statistics.error} retry={() => void statistics.refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <Report data={data} district={query.district} procedure={query.procedure} />
      )}
    </section>
  );
}

function Report({ data, district, procedure }: { data: Statistics; district?: string; procedure?: string }) {
  const { t, pick } = useI18n();
  const scope = { district, procedure };
  const filed = { ...scope, from: data.from, to: data.to };
  const done = { completedFrom: data.from, completedTo: data.to };
  const today = dayjs(todayInChina());
  return (
    <>
      <IndicatorCards indicators={data.indicators} scope={scope} />
      <Durations durations={data.durations} />
      <Figures from={data.from} to={data.to} district={district} />
      <section>
        <h2>{t('trend.title')}</h2>
        <TrendChart to={data.to} district={district} />
      </section>
      <div className="report-grid">
        <section>
          <h2>{t('statistics.months')}</h2>
          <MonthChart months={data.months} scope={scope} />
        </section>
        <section>
          <h2>{t('statistics.workload')}</h2>
          <Workload
            who={t('field.assignee')}
            loads={data.workload.map((load) => ({
              ...load,
              key: load.userName ?? '',
              name: load.displayName ?? t('task.unclaimed'),
              waiting: { ...scope, assignee: load.userName ?? 'none' },
              finished: load.userName ? { ...scope, completedBy: load.userName, ...done } : undefined,
            }))}
          />
        </section>
        <section>
          <h2>{t('statistics.offices')}</h2>
          <Workload
            who={t('field.office')}
            loads={data.offices.map((load) => ({
              ...load,
              key: load.officeId ?? '',
              name: load.name ?? t('statistics.noOffice'),
              waiting: { ...scope, office: load.officeId ?? 'none' },
              finished: { ...scope, office: load.officeId ?? 'none', completedBy: 'any', ...done },
            }))}
          />
        </section>
        <CountTable
          title={t('statistics.lights')}
          rows={data.lights.map((row) => ({
            name: t(`light.${row.light as 'red' | 'yellow' | 'green'}`),
            value: row.value,
            to: casesLink({ ...scope, state: 'open', light: row.light }),
          }))}
        />
        <CountTable
          title={t('statistics.causes')}
          rows={data.causes.map((row) => ({ name: pick(row), value: row.value, to: casesLink({ ...filed, mainCause: row.code }) }))}
        />
        <CountTable
          title={t('statistics.stages')}
          rows={data.stages.map((row) => ({
            name: pick(row),
            value: row.value,
            to: casesLink({ ...scope, state: 'open', stage: row.code }),
          }))}
        />
        <CountTable
          title={t('statistics.procedures')}
          rows={data.procedures.map((row) => ({ name: pick(row), value: row.value, to: casesLink({ ...filed, procedure: row.code }) }))}
        />
        <CountTable
          title={t('statistics.districts')}
          rows={data.districts.map((row) => ({ name: pick(row), value: row.value, to: casesLink({ ...filed, district: row.code }) }))}
        />
        <CountTable
          title={t('statistics.ages')}
          rows={data.ages.map((row, index) => {
            const younger = data.ages[index - 1]?.upToDays;
            return {
              name: row.upToDays === null ? t('statistics.older', { days: younger ?? 0 }) : t('statistics.upTo', { days: row.upToDays }),
              value: row.value,
              to: casesLink({
                ...scope,
                state: 'open',
                from: row.upToDays === null ? undefined : today.subtract(row.upToDays, 'day').format('YYYY-MM-DD'),
                to: younger ? today.subtract(younger + 1, 'day').format('YYYY-MM-DD') : undefined,
              }),
            };
          })}
        />
      </div>
      <p className="muted">
        <Link to={casesLink(filed)}>{t('statistics.allFiled')}</Link>
      </p>
    </>
  );
}
