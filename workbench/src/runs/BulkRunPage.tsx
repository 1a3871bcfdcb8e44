import { Link, useParams } from 'react-router';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { RunProgress } from './RunProgress';
import { useBulkRun } from './useBulkRun';

/** What came of each of many tasks. */
export function BulkRunPage() {
  const { t, pick, say } = useI18n();
  const { id } = useParams();
  const bulk = useBulkRun(id);
  if (bulk.isError && !bulk.data) return <Failure error={bulk.error} retry={() => void bulk.refetch()} />;
  if (!bulk.data) return <Loading />;
  const { run, items } = bulk.data;
  return (
    <section className="page">
      <h1>{t('runs.kind.bulk')}</h1>
      <RunProgress run={run} />
      <table className="simple-table">
        <thead>
          <tr>
            <th>{t('runs.task')}</th>
            <th>{t('runs.result')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <Link to={`/tasks/${encodeURIComponent(item.id)}`}>
                  {item.task ? `${item.task.caseNumber} ${say(item.task.title)}` : t('runs.openTask')}
                </Link>
              </td>
              <td>
                {item.problem ? (
                  <span className="field-error">{pick(item.problem.messages) || item.problem.detail}</span>
                ) : (
                  t('runs.taskDone')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <Link to="/runs">{t('runs.title')}</Link>
      </p>
    </section>
  );
}
