import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useOwnPage } from '../shared/useOwnPage';
import { formatInstant } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { useProcedureName } from '../shared/procedures';
import { Failure, Loading } from '../shared/States';

/** 停滞的流程: instances that stopped on an error, or a part of which did. */
export function WorkIncidents() {
  const { t } = useI18n();
  const procedureName = useProcedureName();
  const { page, pageSize, change } = useOwnPage();
  const incidents = useQuery({
    queryKey: ['work', 'incidents', page, pageSize],
    queryFn: ({ signal }) => get<Schemas['WorkStateIncidentPage']>('/api/administration/work/incidents', { page, pageSize }, signal),
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });
  if (incidents.isError && !incidents.data) return <Failure error={incidents.error} retry={() => void incidents.refetch()} />;
  if (!incidents.data) return <Loading />;
  const { items, total } = incidents.data;
  if (total === 0) return <p className="muted">{t('work.noIncidents')}</p>;
  return (
    <>
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
          {items.map((incident) => (
            <tr key={incident.instanceId}>
              <td>{incident.caseId ? <Link to={`/cases/${incident.caseId}`}>{incident.caseNumber}</Link> : '—'}</td>
              <td>
                {procedureName(incident.definitionId)} v{incident.version}
              </td>
              <td>{t(incident.subStatus === 'Faulted' ? 'supervision.stuck.faulted' : 'supervision.stuck.partly')}</td>
              <td className="num right">{incident.incidents}</td>
              <td className="nowrap">
                <span className="num">{formatInstant(incident.updatedAt)}</span>
              </td>
              <td>
                <a href={`/designer/#/instances/${encodeURIComponent(incident.instanceId)}`}>{t('work.open')}</a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <PageFoot page={page} pageSize={pageSize} total={total} change={change} />
    </>
  );
}
