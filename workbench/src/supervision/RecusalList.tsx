import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Page, Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { useSteadyRows } from '../live/useSteadyRows';
import { Choice } from '../shared/Choice';
import { formatInstant } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { usePage } from '../shared/usePage';
import { WideTable } from '../shared/WideTable';

const states = ['standing', 'lifted', 'all'] as const;

/** 回避: who is kept off which case, by whose word and why. A recusal is lifted on the page of its case. */
export function RecusalList() {
  const { t, pick } = useI18n();
  const { search, page, pageSize, change } = usePage();
  const state = states.find((known) => known === search.get('state')) ?? 'standing';
  const recusals = useQuery({
    queryKey: ['supervision', 'recusals', state, page, pageSize],
    queryFn: ({ signal }) => get<Page<Schemas['SupervisedListsKept']>>('/api/supervision/recusals', { state, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyRows(`${state} ${page} ${pageSize}`, recusals.data, !recusals.isPlaceholderData);
  return (
    <>
      <div className="filters">
        <Choice
          label={t('supervision.recusals.state')}
          value={state}
          options={states.map((known) => [known, t(`supervision.recusals.${known}`)])}
          choose={(value) => change({ state: value === 'standing' ? undefined : value })}
        />
      </div>
      <p className="muted">{t('supervision.recusals.help')}</p>
      {recusals.isError && !recusals.data ? (
        <Failure error={recusals.error} retry={() => void recusals.refetch()} />
      ) : !recusals.data ? (
        <Loading />
      ) : steady.rows.length === 0 && !steady.moved ? (
        <p className="empty">{t('supervision.recusals.none')}</p>
      ) : (
        <>
          <MovedList {...steady} />
          <WideTable label={t('supervision.tab.recusals')}>
            <thead>
              <tr>
                <th>{t('supervision.recusals.who')}</th>
                <th>{t('field.caseNumber')}</th>
                <th>{t('field.stage')}</th>
                <th>{t('supervision.recusals.reason')}</th>
                <th>{t('supervision.recusals.declared')}</th>
                <th>{t('supervision.recusals.lifting')}</th>
              </tr>
            </thead>
            <tbody>
              {steady.rows.map((row) => (
                <tr key={row.id}>
                  <td className="nowrap">
                    <Actor name={row.userName} />
                  </td>
                  <td className="nowrap">
                    <Link to={`/cases/${row.caseId}?tab=acts`}>{row.caseNumber}</Link>
                  </td>
                  <td>{pick(row.stage)}</td>
                  <td className="wrap">{row.reason}</td>
                  <td>
                    <Actor name={row.declaredBy} /> <span className="muted num">{formatInstant(row.declaredAt)}</span>
                  </td>
                  <td className="wrap">
                    {row.liftedAt ? (
                      <>
                        <Actor name={row.liftedBy} /> <span className="muted num">{formatInstant(row.liftedAt)}</span>
                        <div>{row.liftingReason}</div>
                      </>
                    ) : (
                      '—'
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </WideTable>
          <PageFoot page={page} pageSize={pageSize} total={recusals.data.total} change={change} />
        </>
      )}
    </>
  );
}
