import Alert from 'antd/es/alert';
import Modal from 'antd/es/modal';
import { useState } from 'react';
import type { TaskItem } from '../api/types';
import { JsonForm } from '../forms/JsonForm';
import { toExtraErrors } from '../forms/serverErrors';
import { useStepCheck } from '../forms/useStepCheck';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { OutcomeButtons } from './OutcomeButtons';
import { useTask } from './useTasks';

interface Props {
  /** One of the selected tasks: all are of its step, so its form and outcomes are everybody's. */
  sample: TaskItem;
  count: number;
  /** The outcome that is on its way. */
  busy?: string;
  error: unknown;
  close: () => void;
  go: (outcome: string, data: unknown) => void;
}

/** 一并办理: one form and one outcome for all selected tasks. Each is completed for itself, and the host judges each by its own case. */
export function CompleteTogether({ sample, count, busy, error, close, go }: Props) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const task = useTask(sample.id);
  const [data, setData] = useState<unknown>({});
  const step = useStepCheck(task.data?.formSchema ?? null);
  return (
    <Modal open width={720} title={`${t('task.completeTogether')} · ${sample.title}`} onCancel={close} footer={null}>
      <p className="muted">{t('task.completeTogether.help', { count })}</p>
      {error !== null && error !== undefined && <Alert type="error" role="alert" className="gap-below" title={errorText(error)} />}
      {step.general && <Alert type="error" showIcon role="alert" className="gap-below" title={step.general} />}
      {task.isPending ? (
        <Loading />
      ) : !task.data ? (
        <Failure error={task.error} retry={() => void task.refetch()} />
      ) : (
        <>
          {task.data.formSchema && (
            <JsonForm
              idPrefix="together"
              schema={task.data.formSchema}
              uiSchema={task.data.uiSchema}
              data={data}
              extraErrors={step.errors ?? toExtraErrors(error, language)}
              onChange={(next) => {
                setData(next);
                step.changed(next);
              }}
            />
          )}
          <div className="outcomes" role="group" aria-label={t('field.actions')}>
            <OutcomeButtons
              outcomes={task.data.outcomes}
              busy={busy}
              written={(data as { reason?: unknown } | null)?.reason}
              choose={(outcome, reason) => {
                const filled = reason ? { ...(data as object), reason } : data;
                if (step.check(filled, outcome.code)) go(outcome.code, filled);
              }}
            />
          </div>
        </>
      )}
    </Modal>
  );
}
