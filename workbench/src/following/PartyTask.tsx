import Alert from 'antd/es/alert';
import { useRef, useState } from 'react';
import { post } from '../api/client';
import { newOperationId } from '../api/operationId';
import { ApiProblem, ConnectionLost } from '../api/problem';
import type { Outcome, PublicTask } from '../api/types';
import { forParties } from '../forms/forParties';
import { JsonForm } from '../forms/JsonForm';
import { toExtraErrors } from '../forms/serverErrors';
import { useStepCheck } from '../forms/useStepCheck';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';
import { OutcomeButtons } from '../tasks/OutcomeButtons';
import { PartyDue } from './PartyDue';
import { usePartyDraft } from './usePartyDraft';
import { codeHeader, publicCasePath, type Credentials } from './credentials';

/** A step that waits for the party: correct the application, confirm the agreement. */
export function PartyTask({ task, credentials, done }: { task: PublicTask; credentials: Credentials; done: () => void }) {
  const { t, say, language } = useI18n();
  const errorText = useErrorText();
  const step = useStepCheck(task.formSchema);
  const [data, setData, forget] = usePartyDraft(task);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState<string>();
  // Kept through a lost connection, so that pressing again repeats the same operation.
  const intent = useRef<{ key: string; operationId: string }>(undefined);

  const complete = async (outcome: Outcome, reason?: string) => {
    const filled = reason ? { ...(data as object), reason } : data;
    setError(undefined);
    if (!step.check(filled, outcome.code)) return;
    const body = { outcome: outcome.code, data: filled, expectedRevision: task.revision };
    const key = JSON.stringify(body);
    if (intent.current?.key !== key) intent.current = { key, operationId: newOperationId() };
    setBusy(outcome.code);
    setError(undefined);
    try {
      const path = `${publicCasePath(credentials.caseNumber)}/tasks/${encodeURIComponent(task.id)}/complete`;
      await post(path, { ...body, operationId: intent.current.operationId }, codeHeader(credentials));
      forget();
      done();
    } catch (thrown) {
      setError(thrown);
      if (thrown instanceof ApiProblem && thrown.status === 409) done();
      if (!(thrown instanceof ConnectionLost)) intent.current = undefined;
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <section className="party-task">
      <h2>{say(task.title)}</h2>
      <PartyDue task={task} />
      {task.onPaper && <Alert type="info" showIcon className="gap-below" title={t('agreement.onPaper')} />}
      {error !== undefined && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="gap-below"
          title={errorText(error)}
          description={error instanceof ConnectionLost ? t('draft.kept') : undefined}
        />
      )}
      {step.general && <Alert type="error" showIcon role="alert" className="gap-below" title={step.general} />}
      {task.formSchema && (
        <JsonForm
          idPrefix={`task-${task.id}`}
          schema={task.formSchema}
          uiSchema={forParties(task.uiSchema, task.formSchema)}
          data={data}
          extraErrors={step.errors ?? toExtraErrors(error, language)}
          onChange={(next) => {
            setData(next);
            step.changed(next);
          }}
        />
      )}
      <div className="outcomes" aria-label={t('field.actions')} role="group">
        <OutcomeButtons outcomes={task.outcomes} busy={busy} choose={(outcome, reason) => void complete(outcome, reason)} />
      </div>
    </section>
  );
}
