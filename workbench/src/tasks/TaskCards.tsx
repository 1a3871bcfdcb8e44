import Button from 'antd/es/button';
import { Link } from 'react-router';
import { useI18n } from '../i18n';
import { useChannelName } from '../shared/channels';
import { LightMark } from '../shared/LightMark';
import { remainingText } from '../shared/remaining';
import type { TaskListProps } from './TaskTable';

/** The list on a phone: one card a task. */
export function TaskCards({ items, run, busyId, emptyText }: TaskListProps) {
  const { t, pick, say } = useI18n();
  const channelName = useChannelName();
  if (items.length === 0) return <p className="empty">{emptyText}</p>;
  return (
    <ul className="cards">
      {items.map((task) => (
        <li key={task.id}>
          <div className="row">
            <LightMark light={task.light} text={remainingText(task.remainingDays, t)} />
            <span className="muted num">{task.dueOn}</span>
            <span className="grow" />
            {task.commands.includes('claim') && (
              <Button loading={busyId === task.id} onClick={() => run(task, 'claim')}>
                {t('task.claim')}
              </Button>
            )}
          </div>
          <Link to={`/tasks/${encodeURIComponent(task.id)}`} className="card-title">
            {say(task.title)}
          </Link>
          <div className="muted">
            {task.docketNumber ?? task.caseNumber} · {pick(task.cause) || pick(task.procedure)} · {channelName(task.source)}
          </div>
          <div>
            {task.applicant ?? '—'} <span className="muted">{t('case.versus')}</span> {task.respondent ?? '—'}
          </div>
        </li>
      ))}
    </ul>
  );
}
