import Button from 'antd/es/button';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get, post } from '../api/client';
import type { WorkState } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { Failure, Loading } from '../shared/States';

/** 运行状态: what stopped on an error, what waits, and what is tried again. */
export function WorkStatePanel() {
  const { t } = useI18n();
  const client = useQueryClient();
  const work = useQuery({
    queryKey: ['work'],
    queryFn: ({ signal }) => get<WorkState>('/api/administration/work', undefined, signal),
    refetchInterval: 10_000,
  });
  const retry = useMutation({
    mutationFn: (id: string) => post(`/api/administration/work/messages/${encodeURIComponent(id)}/retry`),
    onSettled: () => client.invalidateQueries({ queryKey: ['work'] }),
  });
  if (work.isError && !work.data) return <Failure error={work.error} retry={() => void work.refetch()} />;
  if (!work.data) return <Loading />;
  const { incidents, queue, failing, schedules, timersWaiting, timersDue, nextTimerAt } = work.data;
  return (
    <>
      <h2>{t('work.incidents')}</h2>
      {incidents.length === 0 ? (
        <p className="muted">{t('work.noIncidents')}</p>
      ) : (
        <table className="simple-table">
          <thead>
            <tr>
              <th>{t('field.caseNumber')}</th>
              <th>{t('field.procedure')}</th>
              <th>{t('administration.state')}</th>
              <th className="right">{t('work.incidentCount')}</th>
              <th>{t('work.since')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {incidents.map((incident) => (
              <tr key={incident.instanceId}>
                <td>{incident.caseId ? <Link to={`/cases/${incident.caseId}`}>{incident.caseNumber}</Link> : '—'}</td>
                <td>
                  {incident.definitionId} v{incident.version}
                </td>
                <td>{incident.subStatus}</td>
                <td className="num right">{incident.incidents}</td>
                <td className="num">{formatInstant(incident.updatedAt)}</td>
                <td>
                  <a href={`/designer/#/instances/${encodeURIComponent(incident.instanceId)}`}>{t('work.open')}</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
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
                <td>{kind.kind}</td>
                <td className="num right">{kind.waiting}</td>
                <td className="num right">{kind.failed}</td>
                <td className="num">{formatInstant(kind.oldest)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {failing.length > 0 && (
        <table className="simple-table">
          <thead>
            <tr>
              <th>{t('work.kind')}</th>
              <th className="right">{t('work.attempts')}</th>
              <th>{t('work.error')}</th>
              <th>{t('work.nextTry')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {failing.map((message) => (
              <tr key={message.id}>
                <td>{message.kind}</td>
                <td className="num right">{message.attempts}</td>
                <td className="wrap">{message.lastError}</td>
                <td className="num">{formatInstant(message.nextTryAt)}</td>
                <td>
                  <Button size="small" loading={retry.isPending && retry.variables === message.id} onClick={() => retry.mutate(message.id)}>
                    {t('work.retry')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2>{t('work.clock')}</h2>
      <p>
        {t('work.timers', { waiting: timersWaiting, due: timersDue })} <span className="num">{formatInstant(nextTimerAt)}</span>
      </p>
      {schedules.length > 0 && (
        <ul className="plain">
          {schedules.map((schedule, index) => (
            <li key={index}>
              {schedule.definitionId} · {schedule.name} · <span className="num">{formatInstant(schedule.nextDueAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
