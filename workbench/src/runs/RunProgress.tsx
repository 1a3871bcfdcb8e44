import App from 'antd/es/app';
import Button from 'antd/es/button';
import Progress from 'antd/es/progress';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../api/client';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';
import { percentOf, runsKey, type Run } from './useRuns';

/** A bar, how many steps are through, and why it ended early; one that goes on can be stopped. */
export function RunProgress({ run }: { run: Run }) {
  const { t } = useI18n();
  const through = t('runs.progress', { done: run.done, total: run.total });
  const status =
    run.state === 'finished' ? 'success' : run.state === 'running' ? 'active' : run.state === 'cancelled' ? 'normal' : 'exception';
  return (
    <>
      <div className="run-progress">
        <Progress percent={percentOf(run)} status={status} aria-label={through} />
        <span className="num muted">{through}</span>
        {/* Periods that follow one change of the law are moved all or not at all. */}
        {run.state === 'running' && run.kind !== 'deadlines' && <Stop run={run} />}
      </div>
      {run.state === 'interrupted' && run.kind !== 'import' && <p className="field-error">{t('runs.interrupted')}</p>}
      {run.state === 'cancelled' ? (
        <p className="muted">{t('runs.cancelled', { left: Math.max(0, run.total - run.done) })}</p>
      ) : (
        run.failure && (
          <p className="field-error" role="alert">
            {run.failure}
          </p>
        )
      )}
    </>
  );
}

function Stop({ run }: { run: Run }) {
  const { t } = useI18n();
  const { modal, message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: () => post<Run>(`/api/runs/${encodeURIComponent(run.id)}/cancel`, {}),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: runsKey }),
  });
  return (
    <Button
      size="small"
      loading={stop.isPending}
      onClick={() =>
        void modal.confirm({
          title: t('runs.stop'),
          content: t('runs.stop.help'),
          okText: t('runs.stop'),
          onOk: () => stop.mutateAsync().catch(() => undefined),
        })
      }
    >
      {t('runs.stop')}
    </Button>
  );
}
