import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Page, Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { byCase, useSteadyRows } from '../live/useSteadyRows';
import { formatInstant } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Failure, Loading } from '../shared/States';
import { usePage } from '../shared/usePage';
import { WideTable } from '../shared/WideTable';

/** 停滞流程: cases whose procedure stopped on an error. */
export function StuckCases() {
  const { t, pick } = useI18n();
  const { page, pageSize, change } = usePage();
  const stuck = useQuery({
    queryKey: ['supervision', 'stuck', page, pageSize],
    queryFn: ({ signal }) => get<Page<Schemas['SupervisedListsStuck']>>('/api/supervision/stuck', { page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyRows(`${page} ${pageSize}`, stuck.data, !stuck.isPlaceholderData, byCase);
  if (stuck.isError && !stuck.data) return <Failure error={stuck.error} retry={() => void stuck.refetch()} />;
  if (!stuck.data) return <Loading />;
  return (
    <>
      <p className="muted">{t('supervision.stuck.help')}</p>
      <MovedList {...steady} />
      {steady.rows.length === 0 ? (
        <p className="empty">{t('supervision.stuck.none')}</p>
      ) : (
        <WideTable label={t('supervision.tab.stuck')}>
          <thead>
            <tr>
              <th>{t('field.caseNumber')}</th>
              <th>{t('field.procedure')}</th>
              <th>{t('field.stage')}</th>
              <th>{t('supervision.stuck.state')}</th>
              <th className="right">{t('supervision.stuck.incidents')}</th>
              <th>{t('supervision.stuck.since')}</th>
            </tr>
          </thead>
          <tbody>
            {steady.rows.map((row) => (
              <tr key={row.caseId}>
                <td className="nowrap">
                  <Link to={`/cases/${row.caseId}`}>{row.caseNumber}</Link>
                </td>
                <td className="nowrap">{pick(row.procedure)}</td>
                <td>{pick(row.stage)}</td>
                <td>{t(row.faulted ? 'supervision.stuck.faulted' : 'supervision.stuck.partly')}</td>
                <td className="num right">{row.incidents}</td>
                <td className="nowrap">
                  <span className="num">{formatInstant(row.since)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <PageFoot page={page} pageSize={pageSize} total={stuck.data.total} change={change} />
    </>
  );
}
