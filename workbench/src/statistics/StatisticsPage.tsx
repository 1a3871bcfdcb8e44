import DatePicker from 'antd/es/date-picker';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { Link, useSearchParams } from 'react-router';
import { get, withQuery } from '../api/client';
import type { Statistics } from '../api/types';
import { useI18n } from '../i18n';
import { FilterSelect } from '../shared/FilterSelect';
import { todayInChina } from '../shared/format';
import { useProcedureOptions } from '../shared/procedures';
import { Failure, Loading } from '../shared/States';
import { useOfficeOptions } from '../shared/useOffices';
import { useReference } from '../shared/useReference';
import { CountTable } from './CountTable';
import { Durations } from './Durations';
import { Figures } from './Figures';
import { IndicatorCards } from './IndicatorCards';
import { casesLink } from './links';
import { MonthChart } from './MonthChart';
import { TrendChart } from './TrendChart';
import { WorkloadTables } from './Workload';

/** 统计: how the office stands, each number a link to the list behind it. */
export function StatisticsPage() {
  const { t, pick } = useI18n();
  const [search, setSearch] = useSearchParams();
  const procedures = useProcedureOptions();
  const reference = useReference();
  const offices = useOfficeOptions();
  const query = {
    from: search.get('from') ?? undefined,
    to: search.get('to') ?? undefined,
    district: search.get('district') ?? undefined,
    procedure: search.get('procedure') ?? undefined,
    office: search.get('office') ?? undefined,
    cause: search.get('cause') ?? undefined,
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
        <FilterSelect
          label={t('statistics.district')}
          value={query.district}
          options={(reference.data?.districts ?? []).map((district) => ({ value: district.code, label: district.name }))}
          onChange={(district) => change({ district })}
        />
        <FilterSelect
          label={t('field.procedure')}
          value={query.procedure}
          options={procedures}
          onChange={(procedure) => change({ procedure })}
        />
        <FilterSelect
          label={t('task.caseOffice')}
          placeholder={t('field.office')}
          value={query.office}
          options={offices}
          onChange={(office) => change({ office })}
        />
        <FilterSelect
          label={t('field.cause')}
          value={query.cause}
          options={(reference.data?.causes ?? []).map((cause) => ({ value: cause.code, label: pick(cause) }))}
          onChange={(cause) => change({ cause })}
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
        <Report data={data} query={query} />
      )}
    </section>
  );
}

interface Asked {
  district?: string;
  procedure?: string;
  office?: string;
  cause?: string;
}

function Report({ data, query }: { data: Statistics; query: Asked }) {
  const { t, pick } = useI18n();
  // What the case list calls the cause that a case is counted under.
  const scope = { district: query.district, procedure: query.procedure, office: query.office, mainCause: query.cause };
  const filed = { ...scope, from: data.from, to: data.to };
  const today = dayjs(todayInChina());
  return (
    <>
      <IndicatorCards indicators={data.indicators} scope={scope} />
      <Durations durations={data.durations} scope={scope} />
      <Figures query={{ ...query, from: data.from, to: data.to }} scope={scope} />
      <section>
        <h2>{t('trend.title')}</h2>
        <TrendChart query={{ ...query, to: data.to }} scope={scope} />
      </section>
      <div className="report-grid">
        <section>
          <h2>{t('statistics.months')}</h2>
          <MonthChart months={data.months} scope={scope} />
        </section>
        <WorkloadTables
          officers={data.workload}
          offices={data.offices}
          from={data.from}
          to={data.to}
          scope={{ district: query.district, procedure: query.procedure, caseOffice: query.office, mainCause: query.cause }}
        />
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
