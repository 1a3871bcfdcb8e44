import Input from 'antd/es/input';
import Table, { type ColumnsType } from 'antd/es/table';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Page, Schemas } from '../api/types';
import { useI18n, type Translate } from '../i18n';
import { MovedList } from '../live/MovedList';
import { byCase, useSteadyRows } from '../live/useSteadyRows';
import { useMe } from '../session/useMe';
import { Choice } from '../shared/Choice';
import { PageFoot } from '../shared/PageFoot';
import { Failure, Loading } from '../shared/States';
import { useNarrow } from '../shared/useNarrow';
import { usePage } from '../shared/usePage';
import { useReference } from '../shared/useReference';
import { Feed } from './Feed';

type Item = Schemas['EnterprisesItem'];
type Figures = Schemas['GuidanceFiguresStatistics'];
const groups = ['all', 'focus', 'general', 'excluded'] as const;

/** 新企指导: newly registered employers as the feed brought them, in their groups, and how far their guidance came. */
export function EnterprisesPage() {
  const { t } = useI18n();
  const me = useMe();
  const narrow = useNarrow();
  const { search, page, pageSize, change } = usePage();
  const group = groups.find((one) => one === search.get('group')) ?? 'all';
  const q = search.get('q') ?? '';
  const [typed, setTyped] = useState(q);
  const list = useQuery({
    queryKey: ['enterprises', group, q, page, pageSize],
    queryFn: ({ signal }) => get<Page<Item>>('/api/enterprises', { group: group === 'all' ? undefined : group, q, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyRows(`${group} ${q} ${page} ${pageSize}`, list.data, !list.isPlaceholderData, byCase);
  const figures = useQuery({
    queryKey: ['enterprises', 'figures'],
    queryFn: ({ signal }) => get<Figures>('/api/enterprises/statistics', undefined, signal),
  });
  const count = (one: (typeof groups)[number]) => {
    const known = figures.data && (one === 'all' ? figures.data.registered : (figures.data.groups[one] ?? 0));
    return known === undefined ? '' : ` ${known}`;
  };
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('nav.enterprises')}</h1>
        {figures.data && (
          <p className="muted num">
            {t('enterprise.figures', {
              served: figures.data.served,
              open: figures.data.open,
              events: figures.data.events,
              people: figures.data.people,
            })}
            <br />
            {t('enterprise.feedback', {
              coverage: rate(figures.data.coverage),
              onTime: rate(figures.data.firstContactOnTime),
              signing:
                rate(figures.data.signingRate) +
                (figures.data.signingGoal === null ? '' : t('enterprise.goal', { goal: rate(figures.data.signingGoal) })),
              satisfaction: figures.data.satisfaction ?? '—',
              disputes: figures.data.disputes,
              complaints: figures.data.complaints,
              experts: figures.data.expertQuestions,
            })}
            <br />
            {t('enterprise.incidence', {
              served: rate(figures.data.incidenceServed.rate),
              servedWith: figures.data.incidenceServed.withDispute,
              servedAll: figures.data.incidenceServed.employers,
              other: rate(figures.data.incidenceNotServed.rate),
              otherWith: figures.data.incidenceNotServed.withDispute,
              otherAll: figures.data.incidenceNotServed.employers,
            })}{' '}
            <a href="/api/enterprises/statistics.csv" download>
              {t('enterprise.export')}
            </a>
          </p>
        )}
      </header>
      {me.data?.permissions.includes('guidance-feed') && <Feed taken={steady.accept} />}
      <div className="filters">
        <Choice
          label={t('enterprise.group')}
          value={group}
          options={groups.map((one) => [one, t(`enterprise.group.${one}`) + count(one)])}
          choose={(value) => change({ group: value === 'all' ? undefined : value })}
        />
        <Input.Search
          aria-label={t('enterprise.search')}
          placeholder={t('enterprise.search')}
          className="filter-search"
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(value) => change({ q: value.trim() || undefined })}
        />
      </div>
      {list.isError && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading />
      ) : (
        <>
          <MovedList {...steady} />
          {narrow ? <Cards items={steady.rows} /> : <Rows items={steady.rows} />}
          <PageFoot page={page} pageSize={pageSize} total={list.data.total} change={change} />
        </>
      )}
    </section>
  );
}

const rate = (percent: number | null) => (percent === null ? '—' : `${percent}%`);

const groupText = (item: Item, t: Translate) => {
  const known = groups.find((one) => one === item.group && one !== 'all');
  return known ? t(`enterprise.group.${known}`) : '—';
};

const stateText = (item: Item, t: Translate) => (item.closedAs ? t('enterprise.closed') : t('enterprise.open'));

/** What the feed told beside the columns, and what a service team should know. */
function Notes({ item }: { item: Item }) {
  const { t } = useI18n();
  const notes = [
    item.park,
    item.kind,
    item.contactName,
    item.plannedHeadcount !== null && t('enterprise.planned', { planned: item.plannedHeadcount }),
    item.specialHours && t('enterprise.hours'),
    item.union === false && t('enterprise.noUnion'),
    item.language,
    item.previousCompanies && t('enterprise.previous', { companies: item.previousCompanies }),
  ].filter(Boolean);
  return notes.length === 0 ? null : <span className="muted wrap">{notes.join('，')}</span>;
}

function Rows({ items }: { items: readonly Item[] }) {
  const { t, say } = useI18n();
  const reference = useReference();
  const columns: ColumnsType<Item> = [
    {
      title: t('enterprise.name'),
      render: (_, item) => (
        <span className="two-lines">
          <Link to={`/cases/${item.caseId}`}>{item.name}</Link>
          <span className="muted num">{item.creditCode}</span>
          <Notes item={item} />
        </span>
      ),
    },
    {
      title: t('enterprise.industry'),
      width: 150,
      render: (_, item) => (
        <span className="two-lines">
          {item.industry}
          <span className="muted">{reference.data?.districts.find((one) => one.code === item.district)?.name ?? item.district}</span>
        </span>
      ),
    },
    { title: t('enterprise.registeredOn'), width: 110, render: (_, item) => <span className="num">{item.registeredOn}</span> },
    { title: t('enterprise.headcount'), width: 90, align: 'right', render: (_, item) => <span className="num">{item.headcount}</span> },
    {
      title: t('enterprise.group'),
      width: 240,
      render: (_, item) => (
        <span className="two-lines">
          {groupText(item, t)}
          <span className="muted">{say(item.groupReason)}</span>
        </span>
      ),
    },
    { title: t('enterprise.team'), width: 200, render: (_, item) => <Team item={item} /> },
    { title: t('enterprise.services'), width: 80, align: 'right', render: (_, item) => <span className="num">{item.services}</span> },
    { title: t('enterprise.state'), width: 90, render: (_, item) => stateText(item, t) },
  ];
  return (
    <Table<Item>
      rowKey="caseId"
      size="small"
      columns={columns}
      dataSource={[...items]}
      pagination={false}
      locale={{ emptyText: <p className="empty">{t('enterprise.none')}</p> }}
    />
  );
}

function Cards({ items }: { items: readonly Item[] }) {
  const { t, say } = useI18n();
  return items.length === 0 ? (
    <p className="empty">{t('enterprise.none')}</p>
  ) : (
    <ul className="cards">
      {items.map((item) => (
        <li key={item.caseId}>
          <Link className="card-title" to={`/cases/${item.caseId}`}>
            {item.name}
          </Link>
          <div className="muted num wrap">{item.creditCode}</div>
          <Notes item={item} />
          <div>
            {item.industry}
            {t('text.pause')}
            {t('enterprise.headcount')} <span className="num">{item.headcount}</span>
            {t('text.pause')}
            {groupText(item, t)}
          </div>
          {item.groupReason && <div className="muted">{say(item.groupReason)}</div>}
          <div className="muted">
            {stateText(item, t)}
            {t('text.pause')}
            {t('enterprise.services')} <span className="num">{item.services}</span>
          </div>
          <Team item={item} />
        </li>
      ))}
    </ul>
  );
}

/** 服务团队: everybody who serves the employer, with the role; the coordinator first. */
function Team({ item }: { item: Item }) {
  const { t, say } = useI18n();
  if (item.team.length === 0) return <>{item.coordinator ?? '—'}</>;
  return (
    <ul className="plain" aria-label={t('enterprise.team')}>
      {item.team.map((member) => (
        <li key={member.name}>
          {member.name} <span className="muted">{say(member.roleName)}</span>
        </li>
      ))}
    </ul>
  );
}
