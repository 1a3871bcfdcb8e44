import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import DatePicker from 'antd/es/date-picker';
import Input from 'antd/es/input';
import Table, { type ColumnsType } from 'antd/es/table';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { get, post, withQuery, type Query } from '../api/client';
import type { AuditEntry, AuditPage as Page, AuditReport, Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { useRoleNames } from '../shared/roles';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { Changes } from './Changes';
import { KnownThen } from './KnownThen';

const pageSize = 50;
const filters = ['case', 'person', 'actor', 'action', 'version'] as const;

/** 审计: every change, reading and sign-in, searched, verified and exported. Reading here is itself recorded by the host. */
export function AuditPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const page = Math.max(1, Number(search.get('page')) || 1);
  const from = search.get('from') ?? undefined;
  const to = search.get('to') ?? undefined;
  const query = {
    caseNumber: search.get('case') ?? undefined,
    person: search.get('person') ?? undefined,
    actor: search.get('actor') ?? undefined,
    action: search.get('action') ?? undefined,
    procedureVersion: search.get('version') ?? undefined,
    from: from && dayjs(`${from}T00:00:00+08:00`).toISOString(),
    until: to && dayjs(`${to}T00:00:00+08:00`).add(1, 'day').toISOString(),
  };
  const entries = useQuery({
    queryKey: ['audit', query, page],
    queryFn: ({ signal }) => get<Page>('/api/audit/entries', { ...query, page, pageSize }, signal),
    placeholderData: keepPreviousData,
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
  return (
    <section className="page">
      <h1>{t('nav.audit')}</h1>
      <div className="filters">
        {filters.map((name) => (
          <Filter key={name} name={name} value={search.get(name) ?? ''} change={(value) => change({ [name]: value })} />
        ))}
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          aria-label={t('history.at')}
          value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
          onChange={(range) => change({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
        />
        <span className="grow" />
        <a href={withQuery('/api/audit/entries.csv', query)} download>
          {entries.data ? t('audit.exportAll', { total: entries.data.total }) : t('action.exportCsv')}
        </a>
      </div>
      <Verify caseNumber={query.caseNumber} />
      {entries.isError && !entries.data ? (
        <Failure error={entries.error} retry={() => void entries.refetch()} />
      ) : !entries.data ? (
        <Loading />
      ) : (
        <>
          <Newer query={query} since={entries.data.asOf} accept={() => void entries.refetch()} />
          <Entries data={entries.data} page={page} go={(next) => change({ page: String(next) })} />
        </>
      )}
    </section>
  );
}

/** Tells how many entries came since the search. Only their number is asked for: each search is itself entered in the record. */
function Newer({ query, since, accept }: { query: Query; since: string; accept: () => void }) {
  const newer = useQuery({
    queryKey: ['audit-newer', query, since],
    queryFn: ({ signal }) => get<Schemas['AuditPagesNewer']>('/api/audit/entries/newer', { ...query, since }, signal),
    refetchInterval: 2000,
  });
  const count = Number(newer.data?.count ?? 0);
  return <MovedList moved={count > 0} news={count} accept={accept} />;
}

function Filter({ name, value, change }: { name: (typeof filters)[number]; value: string; change: (value: string) => void }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState(value);
  return (
    <Input.Search
      className="filter-search"
      aria-label={t(`audit.by.${name}`)}
      placeholder={t(`audit.by.${name}`)}
      allowClear
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(text) => change(text.trim())}
    />
  );
}

/** Recomputes every seal of a case's chain, or of all chains, and says where one is broken. */
function Verify({ caseNumber }: { caseNumber?: string }) {
  const { t, pick } = useI18n();
  const errorText = useErrorText();
  const verify = useMutation({ mutationFn: () => post<AuditReport>('/api/audit/verify', { caseNumber: caseNumber ?? null }) });
  const report = verify.data;
  return (
    <div className="gap-below">
      <span className="row">
        <Button loading={verify.isPending} onClick={() => verify.mutate()}>
          {caseNumber ? t('audit.verifyCase') : t('audit.verifyAll')}
        </Button>
        {caseNumber && (
          <>
            <Button href={`/api/audit/cases/${encodeURIComponent(caseNumber)}/court.pdf`} download>
              {t('audit.courtPdf')}
            </Button>
            <Button href={`/api/audit/cases/${encodeURIComponent(caseNumber)}/court.json`} download>
              {t('audit.courtData')}
            </Button>
          </>
        )}
      </span>
      {verify.isError && <Alert type="error" showIcon role="alert" title={errorText(verify.error)} />}
      {report && (
        <Alert
          type={report.intact ? 'success' : 'error'}
          showIcon
          role="status"
          title={t(report.intact ? 'audit.intact' : 'audit.broken', { chains: report.chains, entries: report.entries })}
          description={
            report.findings.length > 0 && (
              <ul>
                {report.findings.map((finding, index) => (
                  <li key={index}>{pick(finding)}</li>
                ))}
              </ul>
            )
          }
        />
      )}
    </div>
  );
}

function Entries({ data, page, go }: { data: Page; page: number; go: (page: number) => void }) {
  const { t, say, tell } = useI18n();
  const roleNames = useRoleNames();
  const [known, setKnown] = useState<AuditEntry>();
  const columns: ColumnsType<AuditEntry> = [
    { title: t('history.at'), width: 150, render: (_, entry) => <span className="num">{formatInstant(entry.at)}</span> },
    {
      title: t('history.actor'),
      width: 190,
      render: (_, entry) => (
        <>
          <Actor name={entry.actor} /> {entry.actorRole && <span className="muted">{roleNames([entry.actorRole])}</span>}
          <div className="muted num">{[entry.actor, entry.origin].filter(Boolean).join(' · ')}</div>
        </>
      ),
    },
    {
      title: t('field.caseNumber'),
      width: 220,
      render: (_, entry) => (entry.caseNumber ? <Link to={`?case=${encodeURIComponent(entry.caseNumber)}`}>{entry.caseNumber}</Link> : '—'),
    },
    {
      title: t('history.action'),
      render: (_, entry) => (
        <>
          {tell(entry)}
          <div className="muted">{entry.action}</div>
        </>
      ),
    },
    { title: t('history.version'), width: 100, render: (_, entry) => entry.procedureVersion ?? '—' },
    { title: t('history.basis'), width: 220, render: (_, entry) => say(entry.legalBasis) || '—' },
  ];
  return (
    <>
      <Table<AuditEntry>
        rowKey={(entry) => `${entry.chain} ${entry.sequence}`}
        size="small"
        sticky={{ offsetHeader: 48 }}
        scroll={{ x: 1100 }}
        columns={columns}
        dataSource={data.items}
        pagination={{
          size: 'small',
          current: page,
          pageSize,
          total: data.total,
          showSizeChanger: false,
          showTotal: (total) => t('list.total', { total }),
          onChange: go,
        }}
        expandable={{
          expandedRowRender: (entry) => (
            <>
              <Changes entry={entry} />
              {entry.caseNumber && (
                <Button size="small" onClick={() => setKnown(entry)}>
                  {t('audit.knownShow')}
                </Button>
              )}
            </>
          ),
        }}
      />
      {known && <KnownThen entry={known} close={() => setKnown(undefined)} />}
    </>
  );
}
