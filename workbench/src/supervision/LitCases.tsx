import dayjs from 'dayjs';
import { Link } from 'react-router';
import { useCases } from '../cases/useCases';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { useSteadyRows } from '../live/useSteadyRows';
import { todayInChina } from '../shared/format';
import { LightMark } from '../shared/LightMark';
import { PageFoot } from '../shared/PageFoot';
import { remainingText } from '../shared/remaining';
import { Failure, Loading } from '../shared/States';
import { usePage } from '../shared/usePage';
import { WideTable } from '../shared/WideTable';

/** 红灯、黄灯案件: open cases by the light of their most urgent period. */
export function LitCases({ light }: { light: 'red' | 'yellow' }) {
  const { t, pick } = useI18n();
  const { page, pageSize, change } = usePage();
  const cases = useCases({ state: 'open', light, page, pageSize });
  const steady = useSteadyRows(`${light} ${page} ${pageSize}`, cases.data, !cases.isPlaceholderData);
  if (cases.isError && !cases.data) return <Failure error={cases.error} retry={() => void cases.refetch()} />;
  if (!cases.data) return <Loading />;
  return (
    <>
      <p className="muted">{t(`supervision.${light}.help`)}</p>
      <MovedList {...steady} />
      {steady.rows.length === 0 ? (
        <p className="empty">{t('supervision.light.none')}</p>
      ) : (
        <WideTable label={t(`supervision.tab.${light}`)}>
          <thead>
            <tr>
              <th>{t('field.light')}</th>
              <th>{t('field.caseNumber')}</th>
              <th>{t('field.procedure')}</th>
              <th>{t('field.stage')}</th>
              <th>{t('field.parties')}</th>
              <th>{t('field.due')}</th>
            </tr>
          </thead>
          <tbody>
            {steady.rows.map((row) => (
              <tr key={row.id}>
                <td className="nowrap">
                  <LightMark
                    light={row.light}
                    text={row.dueOn ? remainingText(dayjs(row.dueOn).diff(todayInChina(), 'day'), t) : undefined}
                  />
                </td>
                <td className="nowrap">
                  <Link to={`/cases/${row.id}`}>{row.caseNumber}</Link>
                </td>
                <td className="nowrap">{pick(row.procedure)}</td>
                <td>{pick(row.stage)}</td>
                <td className="wrap">
                  {row.applicant ?? '—'} <span className="muted">{t('case.versus')}</span> {row.respondent ?? '—'}
                </td>
                <td className="nowrap">
                  <span className="num">{row.dueOn ?? '—'}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <PageFoot page={page} pageSize={pageSize} total={cases.data.total} change={change} />
    </>
  );
}
