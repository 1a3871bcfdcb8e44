import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { TaskPage } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { LightMark } from '../shared/LightMark';
import { remainingText } from '../shared/remaining';
import { Failure, Loading } from '../shared/States';
import { Counters } from './Counters';
import { Upcoming } from './Upcoming';

const shown = 8;

/** 工作台: what needs me today, each number a link to the list behind it. */
export function DashboardPage() {
  const { t } = useI18n();
  const me = useMe();
  const first = useQuery({
    queryKey: ['dashboard', 'tasks'],
    queryFn: ({ signal }) => get<TaskPage>('/api/tasks', { view: 'mine', sort: 'due', page: 1, pageSize: shown }, signal),
    refetchInterval: 15_000,
  });
  if (first.isPending) return <Loading />;
  if (!first.data) return <Failure error={first.error} retry={() => void first.refetch()} />;
  const { items, counts } = first.data;
  return (
    <section className="page">
      <h1 className="sr-only">{t('nav.dashboard')}</h1>
      <Counters counts={counts} />
      <div className="dashboard">
        <section>
          <h2>{t('dashboard.first')}</h2>
          {items.length === 0 ? (
            <p className="empty">{counts.candidate > 0 ? t('dashboard.nothingMine') : t('dashboard.nothing')}</p>
          ) : (
            <TaskTable items={items} />
          )}
          {items.length < shown && counts.candidate > 0 && <ToClaim />}
        </section>
        <section>
          <Upcoming />
          <h2>{t('dashboard.shortcuts')}</h2>
          <ul className="plain">
            {me.data?.roles.some((role) => role === 'window-clerk') && (
              <li>
                <Link to="/window">{t('nav.window')}</Link>
              </li>
            )}
            <li>
              <Link to="/tasks?view=candidate">{t('dashboard.toClaim')}</Link>
            </li>
            <li>
              <Link to="/cases">{t('dashboard.findCase')}</Link>
            </li>
            <li>
              <Link to="/deadlines">{t('nav.deadlines')}</Link>
            </li>
          </ul>
        </section>
      </div>
    </section>
  );
}

/** What nobody has taken yet, the most urgent first: where somebody with free hands goes on. */
function ToClaim() {
  const { t } = useI18n();
  const free = useQuery({
    queryKey: ['dashboard', 'free'],
    queryFn: ({ signal }) => get<TaskPage>('/api/tasks', { view: 'candidate', sort: 'due', page: 1, pageSize: shown }, signal),
    refetchInterval: 15_000,
  });
  if (!free.data || free.data.items.length === 0) return null;
  return (
    <>
      <h2>{t('dashboard.free')}</h2>
      <TaskTable items={free.data.items} />
      {free.data.total > shown && (
        <p>
          <Link to="/tasks?view=candidate">{t('dashboard.allFree', { count: free.data.total })}</Link>
        </p>
      )}
    </>
  );
}

function TaskTable({ items }: { items: TaskPage['items'] }) {
  const { t, pick, say } = useI18n();
  return (
    <table className="simple-table">
      <tbody>
        {items.map((task) => (
          <tr key={task.id}>
            <td className="nowrap">
              <LightMark light={task.light} text={remainingText(task.remainingDays, t)} />
            </td>
            <td>
              <Link to={`/tasks/${encodeURIComponent(task.id)}`} className="strong">
                {say(task.title)}
              </Link>
              <div className="muted">
                {task.caseNumber} · {pick(task.cause) || pick(task.procedure)}
              </div>
            </td>
            <td>
              {task.applicant ?? '—'}
              <div className="muted">{task.respondent}</div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
