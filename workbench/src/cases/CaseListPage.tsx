import Button from 'antd/es/button';
import DatePicker from 'antd/es/date-picker';
import Input from 'antd/es/input';
import Pagination from 'antd/es/pagination';
import Table, { type ColumnsType } from 'antd/es/table';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { post, withQuery } from '../api/client';
import type { CaseRow } from '../api/types';
import { FilterSelect } from '../shared/FilterSelect';
import { remainingText } from '../shared/remaining';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { useSteadyRows } from '../live/useSteadyRows';
import { runsKey } from '../runs/useRuns';
import { formatDate, todayInChina } from '../shared/format';
import { LightMark } from '../shared/LightMark';
import { useProcedureOptions } from '../shared/procedures';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { useNarrow } from '../shared/useNarrow';
import { useReference } from '../shared/useReference';
import { SavedViews } from '../tasks/SavedViews';
import { CaseCards } from './CaseCards';
import { LinkedFilters } from './LinkedFilters';
import { MoreFilters } from './MoreFilters';
import { useCases } from './useCases';

const withoutPage = (search: URLSearchParams) => {
  const kept = new URLSearchParams(search);
  kept.delete('page');
  return kept.toString();
};

export function CaseListPage() {
  const { t, pick } = useI18n();
  const [search, setSearch] = useSearchParams();
  const procedures = useProcedureOptions();
  const reference = useReference();
  const query = Object.fromEntries(search);
  const page = Number(query.page) || 1;
  const pageSize = Math.min(Number(query.pageSize) || 20, 100);
  const cases = useCases({ ...query, page, pageSize });
  const steady = useSteadyRows(search.toString(), cases.data, !cases.isPlaceholderData);
  // The box keeps what is being typed; a new address (a saved view, back) refills it.
  const [typed, setTyped] = useState(query.q ?? '');
  const [shownFor, setShownFor] = useState(query.q);
  if (shownFor !== query.q) {
    setShownFor(query.q);
    setTyped(query.q ?? '');
  }
  const client = useQueryClient();
  const errorText = useErrorText();
  const exporting = useMutation({
    mutationFn: () => post(withQuery('/api/cases/export', { ...query, page: undefined, pageSize: undefined })),
    onSettled: () => client.invalidateQueries({ queryKey: runsKey }),
  });

  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(search);
    next.delete('page');
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setSearch(next);
  };

  const narrow = useNarrow();
  const columns: ColumnsType<CaseRow> = [
    {
      title: t('field.light'),
      width: 125,
      render: (_, row) => (
        <LightMark light={row.light} text={row.dueOn ? remainingText(dayjs(row.dueOn).diff(todayInChina(), 'day'), t) : undefined} />
      ),
    },
    {
      title: t('field.caseNumber'),
      width: 230,
      render: (_, row) => (
        <Link to={`/cases/${encodeURIComponent(row.id)}`} className="strong">
          {row.caseNumber}
          {row.docketNumber && <span className="muted docket">{row.docketNumber}</span>}
        </Link>
      ),
    },
    { title: t('field.procedure'), width: 150, render: (_, row) => pick(row.procedure) },
    { title: t('field.cause'), width: 180, render: (_, row) => pick(row.cause) || '—' },
    { title: t('case.applicant'), width: 100, render: (_, row) => row.applicant || '—' },
    { title: t('case.respondent'), render: (_, row) => row.respondent || '—', ellipsis: true },
    { title: t('field.stage'), width: 130, render: (_, row) => pick(row.stage) },
    { title: t('field.filedAt'), width: 110, render: (_, row) => <span className="num">{formatDate(row.filedAt)}</span> },
  ];

  const causes = (reference.data?.causes ?? []).map((cause) => ({ value: cause.code, label: pick(cause) }));
  return (
    <section className="page">
      <h1 className="sr-only">{t('nav.cases')}</h1>
      <div className="filters">
        <Input.Search
          className="filter-search"
          aria-label={t('case.search')}
          placeholder={t('case.searchHint')}
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(q) => change({ q: q.trim() })}
        />
        <FilterSelect
          label={t('field.procedure')}
          value={query.procedure}
          options={procedures}
          onChange={(procedure) => change({ procedure })}
        />
        <FilterSelect label={t('field.cause')} value={query.cause} options={causes} onChange={(cause) => change({ cause })} />
        <FilterSelect
          label={t('field.stage')}
          value={query.stage}
          options={(reference.data?.stages ?? []).map((stage) => ({ value: stage.code, label: pick(stage) }))}
          onChange={(stage) => change({ stage })}
        />
        <FilterSelect
          label={t('field.light')}
          size="light"
          value={query.light}
          options={(['red', 'yellow', 'green'] as const).map((value) => ({ value, label: t(`light.${value}`) }))}
          onChange={(light) => change({ light })}
        />
        <DatePicker.RangePicker
          className="filter-days"
          allowEmpty={[true, true]}
          aria-label={t('field.filedAt')}
          placeholder={[t('case.filedFrom'), t('case.filedTo')]}
          value={[query.from ? dayjs(query.from) : null, query.to ? dayjs(query.to) : null]}
          onChange={(range) => change({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
        />
        <MoreFilters query={query} change={change} />
        <LinkedFilters query={query} change={change} />
        <SavedViews of="cases" search={withoutPage(search)} />
        <Button loading={exporting.isPending} onClick={() => exporting.mutate()}>
          {t('case.export')}
        </Button>
        <span role="status">
          {exporting.isSuccess && <Link to="/runs">{t('runs.exporting')}</Link>}
          {exporting.isError && <span className="field-error">{errorText(exporting.error)}</span>}
        </span>
      </div>
      {cases.isError && !cases.data ? (
        <Failure error={cases.error} retry={() => void cases.refetch()} />
      ) : cases.isPending ? (
        <Loading />
      ) : (
        <>
          <MovedList {...steady} />
          {narrow ? (
            <CaseCards rows={steady.rows} />
          ) : (
            <Table<CaseRow>
              rowKey="id"
              size="small"
              columns={columns}
              dataSource={steady.rows}
              pagination={false}
              sticky={{ offsetHeader: 48 }}
              scroll={{ x: 1100 }}
              locale={{ emptyText: <p className="empty">{t('case.empty')}</p> }}
            />
          )}
          <div className="list-foot">
            <span className="grow" />
            <Pagination
              size="small"
              current={page}
              pageSize={pageSize}
              total={cases.data.total}
              showSizeChanger={!narrow}
              showTotal={(total) => t('list.total', { total })}
              onChange={(nextPage, nextSize) => change({ page: String(nextPage), pageSize: String(nextSize) })}
            />
          </div>
        </>
      )}
    </section>
  );
}
