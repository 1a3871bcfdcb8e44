import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Table, { type ColumnsType } from 'antd/es/table';
import Tag from 'antd/es/tag';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { get } from '../api/client';
import { Choice } from '../shared/Choice';
import { FilterSelect } from '../shared/FilterSelect';
import { Failure, Loading } from '../shared/States';
import { useNarrow } from '../shared/useNarrow';
import { useMessages } from './messages';
import { ParameterDrawer } from './ParameterDrawer';
import type { Parameter } from './types';
import { usePlaces } from './usePlaces';
import { shownValue } from './values';

const views = ['all', 'waiting', 'open', 'period'] as const;
type View = (typeof views)[number];

const belongs: Record<View, (row: Parameter) => boolean> = {
  all: () => true,
  waiting: (row) => row.needsConfirmation,
  open: (row) => row.isOpen,
  period: (row) => row.isPeriod,
};

/** What is not sure about a row, marked wherever the row is shown. */
export function Marks({ row }: { row: Pick<Parameter, 'isOpen' | 'needsConfirmation' | 'restsOnUnconfirmed'> }) {
  const { m } = useMessages();
  return (
    <>
      {row.isOpen && <Tag color="red">{m('mark.open')}</Tag>}
      {row.needsConfirmation && <Tag color="orange">{m('mark.waiting')}</Tag>}
      {row.restsOnUnconfirmed && <Tag color="gold">{m('mark.unit')}</Tag>}
    </>
  );
}

/** 参数登记: every number of law with its article. */
export function Register({ administers }: { administers: boolean }) {
  const { m, t, say } = useMessages();
  const narrow = useNarrow();
  const places = usePlaces();
  const [search, setSearch] = useSearchParams();
  const [q, setQ] = useState('');
  const [process, setProcess] = useState<string>();
  const asked = search.get('show');
  const view = views.find((known) => known === asked) ?? 'all';
  const opened = search.get('row');
  const open = (id?: string) => {
    const next = new URLSearchParams(search);
    if (id) next.set('row', id);
    else next.delete('row');
    setSearch(next);
  };
  const parameters = useQuery({
    queryKey: ['parameters'],
    queryFn: ({ signal }) => get<Parameter[]>('/api/statutes/parameters', undefined, signal),
  });
  if (parameters.isError) return <Failure error={parameters.error} retry={() => void parameters.refetch()} />;
  if (!parameters.data) return <Loading />;

  const text = q.trim().toLowerCase();
  const rows = parameters.data.filter(
    (row) =>
      belongs[view](row) &&
      (!process || row.process === process) &&
      (!text || `${row.id} ${row.ruleZh} ${row.basis} ${say(row.ruleZh)} ${say(row.basis)}`.toLowerCase().includes(text)),
  );
  const title = (row: Parameter) => (
    <Button type="link" size="small" className="link-text" onClick={() => open(row.id)}>
      {say(row.ruleZh)}
    </Button>
  );
  const columns: ColumnsType<Parameter> = narrow
    ? [
        {
          title: m('rule'),
          render: (_, row) => (
            <>
              {title(row)}
              <div className="muted wrap">{say(row.basis)}</div>
              <div>
                <b>{shownValue(row, m)}</b> <span className="muted">{row.jurisdictions.map(places.name).join(t('text.comma'))}</span>{' '}
                <Marks row={row} />
              </div>
            </>
          ),
        },
      ]
    : [
        {
          title: m('rule'),
          render: (_, row) => (
            <>
              {title(row)}
              <div className="muted num">{row.id}</div>
            </>
          ),
        },
        { title: m('value'), width: 120, render: (_, row) => <span className="num strong">{shownValue(row, m)}</span> },
        { title: m('basis'), width: 300, render: (_, row) => say(row.basis) },
        { title: m('place'), width: 100, render: (_, row) => row.jurisdictions.map(places.name).join(t('text.comma')) },
        { title: m('from'), width: 104, render: (_, row) => <span className="num">{row.effectiveFrom ?? '—'}</span> },
        { title: m('mark'), width: 190, render: (_, row) => <Marks row={row} /> },
      ];
  const shown = parameters.data.find((row) => row.id === opened);
  return (
    <>
      <div className="filters">
        <Input.Search
          className="filter-search"
          aria-label={m('search')}
          placeholder={m('search')}
          allowClear
          onChange={(event) => setQ(event.target.value)}
        />
        <FilterSelect
          label={m('process')}
          value={process}
          options={[...new Set(parameters.data.map((row) => row.process))].sort().map((value) => ({ value, label: value }))}
          onChange={(value) => setProcess(value)}
        />
        <Choice
          label={m('show')}
          value={view}
          options={views.map((known) => [known, `${m(`show.${known}`)} ${parameters.data.filter(belongs[known]).length}`])}
          choose={(value) => setSearch(value === 'all' ? {} : { show: value }, { replace: true })}
        />
      </div>
      <Table<Parameter>
        rowKey={(row) => `${row.id} ${row.jurisdictions.join()} ${row.effectiveFrom}`}
        size="small"
        sticky={{ offsetHeader: 48 }}
        columns={columns}
        dataSource={rows}
        scroll={narrow ? undefined : { x: 1000 }}
        pagination={{ size: 'small', defaultPageSize: 50, showSizeChanger: false, showTotal: (total) => t('list.total', { total }) }}
      />
      {shown && <ParameterDrawer key={shown.id} row={shown} administers={administers} close={() => open()} />}
    </>
  );
}
