import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { WorkState } from '../api/types';
import { useI18n, type MessageKey } from '../i18n';
import { formatInstant } from '../shared/format';
import { useProcedureName } from '../shared/procedures';
import { Failure, Loading } from '../shared/States';
import { FailingMessages } from './FailingMessages';
import { WorkIncidents } from './WorkIncidents';

const kinds: Record<string, MessageKey> = {
  'engine.dispatch': 'work.kind.dispatch',
  'engine.resume': 'work.kind.resume',
  'engine.stimulate': 'work.kind.stimulate',
  'engine.cancel': 'work.kind.cancel',
  'engine.http': 'work.kind.http',
  'task.requested': 'work.kind.task',
  'reminder.mail': 'work.kind.reminder',
  'party.notice': 'work.kind.notice',
};

/** 运行状态: what stopped on an error, what waits, and what is tried again. */
export function WorkStatePanel() {
  const { t } = useI18n();
  const procedureName = useProcedureName();
  const work = useQuery({
    queryKey: ['work', 'state'],
    queryFn: ({ signal }) => get<WorkState>('/api/administration/work', undefined, signal),
    refetchInterval: 10_000,
  });
  if (work.isError && !work.data) return <Failure error={work.error} retry={() => void work.refetch()} />;
  if (!work.data) return <Loading />;
  const { queue, schedules, timersWaiting, timersDue, nextTimerAt } = work.data;
  const kindName = (kind: string) => (kinds[kind] ? t(kinds[kind]) : kind);
  return (
    <>
      <h2>{t('work.incidents')}</h2>
      <WorkIncidents />
      <h2>{t('work.queue')}</h2>
      {queue.length === 0 ? (
        <p className="muted">{t('work.emptyQueue')}</p>
      ) : (
        <table className="simple-table">
          <thead>
            <tr>
              <th>{t('work.kind')}</th>
              <th className="right">{t('work.waiting')}</th>
              <th className="right">{t('work.failed')}</th>
              <th>{t('work.oldest')}</th>
            </tr>
          </thead>
          <tbody>
            {queue.map((kind) => (
              <tr key={kind.kind}>
                <td>{kindName(kind.kind)}</td>
                <td className="num right">{kind.waiting}</td>
                <td className="num right">{kind.failed}</td>
                <td className="nowrap">
                  <span className="num">{formatInstant(kind.oldest)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <FailingMessages kindName={kindName} />
      <h2>{t('work.clock')}</h2>
      <p>
        {t('work.timers', { waiting: timersWaiting, due: timersDue })} <span className="num">{formatInstant(nextTimerAt)}</span>
      </p>
      {schedules.length > 0 && (
        <ul className="plain">
          {schedules.map((schedule, index) => (
            <li key={index}>
              {procedureName(schedule.definitionId)} · {schedule.name} · <span className="num">{formatInstant(schedule.nextDueAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
