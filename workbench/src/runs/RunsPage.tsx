import { Link } from 'react-router';
import { useI18n, type MessageKey } from '../i18n';
import { formatInstant } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Failure, Loading } from '../shared/States';
import { usePage } from '../shared/usePage';
import { RunProgress } from './RunProgress';
import { useRuns, type Run } from './useRuns';

const commands: Record<string, MessageKey> = {
  claim: 'task.claim',
  release: 'task.release',
  complete: 'task.handle',
  transfer: 'act.transfer',
  delegate: 'act.delegate',
  return: 'act.return',
  'send-back': 'act.send-back',
  'take-back': 'act.take-back',
  'co-sign': 'act.co-sign',
  urge: 'act.urge',
  copy: 'act.copy',
};

/** 后台办理: imports, bulk acts, exports and recounted deadlines of one's own, those that go on and those that are through. */
export function RunsPage() {
  const { t } = useI18n();
  const { page, pageSize, change } = usePage();
  const runs = useRuns({ page, pageSize });
  if (runs.isError && !runs.data) return <Failure error={runs.error} retry={() => void runs.refetch()} />;
  if (!runs.data) return <Loading />;
  return (
    <section className="page">
      <h1>{t('runs.title')}</h1>
      <p className="muted">{t('runs.help')}</p>
      {runs.data.items.length === 0 ? (
        <p className="empty">{t('runs.none')}</p>
      ) : (
        <table className="simple-table runs-table">
          <thead>
            <tr>
              <th>{t('runs.kind')}</th>
              <th>{t('runs.what')}</th>
              <th>{t('runs.startedAt')}</th>
              <th>{t('runs.state')}</th>
              <th>{t('runs.result')}</th>
            </tr>
          </thead>
          <tbody>
            {runs.data.items.map((run) => (
              <tr key={run.id}>
                <td>{t(`runs.kind.${run.kind as 'import' | 'bulk' | 'export' | 'deadlines'}`)}</td>
                <td>{run.kind === 'bulk' && commands[run.title] ? t(commands[run.title]!) : run.title}</td>
                <td className="nowrap">
                  <span className="num">{formatInstant(run.startedAt)}</span>
                </td>
                <td>
                  <RunProgress run={run} />
                </td>
                <td>
                  <Outcome run={run} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {runs.data.total > 0 && <PageFoot page={page} pageSize={pageSize} total={runs.data.total} change={change} />}
    </section>
  );
}

function Outcome({ run }: { run: Run }) {
  const { t } = useI18n();
  if (run.kind === 'import') return <Link to={`/import?run=${run.id}`}>{t('runs.open')}</Link>;
  if (run.kind === 'deadlines') return <Link to={`/runs/deadlines/${run.id}`}>{t('runs.open')}</Link>;
  if (run.kind === 'bulk') return <Link to={`/runs/${run.id}`}>{t('runs.open')}</Link>;
  if (run.kind === 'export' && run.state === 'finished')
    return (
      <a href={`/api/runs/${encodeURIComponent(run.id)}/file`} download>
        {t('runs.download')}
      </a>
    );
  return <span className="muted">—</span>;
}
