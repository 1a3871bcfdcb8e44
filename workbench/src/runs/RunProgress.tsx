import Progress from 'antd/es/progress';
import { useI18n } from '../i18n';
import { percentOf, type Run } from './useRuns';

/** A bar, and how many steps are through. */
export function RunProgress({ run }: { run: Run }) {
  const { t } = useI18n();
  const through = t('runs.progress', { done: run.done, total: run.total });
  const status =
    run.state === 'finished' ? 'success' : run.state === 'running' ? 'active' : 'exception';
  return (
    <div className="run-progress">
      <Progress percent={percentOf(run)} status={status} aria-label={through} />
      <span className="num muted">{through}</span>
    </div>
  );
}
