import Alert from 'antd/es/alert';
import { useEffect, useMemo, useRef, useState } from 'react';
import { calculatorsFor, placeOf } from '../amounts/fitting';
import { SlotCheck } from '../appointments/SlotCheck';
import { post } from '../api/client';
import { newOperationId } from '../api/operationId';
import { ApiProblem, ConnectionLost } from '../api/problem';
import type { Outcome, TaskDetail } from '../api/types';
import { forSingles } from '../forms/forSingles';
import { JsonForm } from '../forms/JsonForm';
import { knownMembers } from '../forms/known';
import { toExtraErrors } from '../forms/serverErrors';
import { slotOf } from '../forms/slots';
import { withWorkers } from '../forms/workers';
import { useStepCheck } from '../forms/useStepCheck';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { useErrorText } from '../shared/useErrorText';
import { useQueryClient } from '@tanstack/react-query';
import { MovedNotice } from './MovedNotice';
import { DraftNotice } from './DraftNotice';
import { readDraft, startOf } from './drafts';
import { TaskAttachments } from './TaskAttachments';
import { OutcomeButtons } from './OutcomeButtons';
import { tasksKey } from './useTasks';
import { useDraft } from './useDraft';
import { useTaskWatch } from './useTaskWatch';

interface Props {
  task: TaskDetail;
  canComplete: boolean;
  reload: () => void;
  done: (outcome: string) => void;
}

/** The form of a step and its outcomes. Whatever happens on the way to the host, what was typed stays. */
export function TaskForm({ task, canComplete, reload, done }: Props) {
  const { t, pick, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const step = useStepCheck(task.formSchema);
  const moved = useTaskWatch(task);
  const me = useMe().data?.userName ?? '';
  const [local] = useState(() => readDraft(task.id, me));
  const [start, setStart] = useState(() => startOf(local, task.draft, task.formData));
  const [data, setData] = useState<unknown>(() => knownMembers(start.data, task.formSchema));
  const [typedHere, setTypedHere] = useState(local !== null);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState<string>();
  const draft = useDraft(task.id, me, canComplete, task.draft);
  // One id for one intended completion: after a lost answer the same press is repeated, not done twice.
  const intent = useRef<{ key: string; operationId: string }>(undefined);
  const fitting = (id: string) => {
    const { path, row } = placeOf(id, 'step', data);
    return calculatorsFor(task.step, path, row, task.case.claims ?? []);
  };
  const uiSchema = useMemo(
    () => withWorkers(task.formSchema, forSingles(task.uiSchema, task.formSchema, task.party, task.case), task.case.applicants),
    [task],
  );
  const closed = task.status === 'completed' || task.status === 'cancelled';
  const slot = canComplete && !closed ? slotOf(task.formSchema, data, task.procedure.code) : undefined;

  // Closing the window while something is unsent asks first.
  useEffect(() => {
    if (draft.state !== 'local' && draft.state !== 'offline') return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [draft.state]);

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
      await post(`/api/tasks/${encodeURIComponent(task.id)}/complete`, { ...body, operationId: intent.current.operationId });
      draft.finished();
      for (const queryKey of [tasksKey, ['dashboard'], ['case', task.caseId], ['cases']]) void client.invalidateQueries({ queryKey });
      done(pick(outcome));
    } catch (thrown) {
      setError(thrown);
      if (!(thrown instanceof ConnectionLost)) intent.current = undefined;
    } finally {
      setBusy(undefined);
    }
  };

  const conflict = error instanceof ApiProblem && error.status === 409 ? error : undefined;
  // Pressing an outcome of a step that was closed or given away could only be refused.
  const gone = conflict?.body.completedBy !== undefined || (moved !== undefined && !moved.commands.includes('complete'));
  const unsent = closed && typedHere ? task : undefined;
  const notice = (moved ?? conflict ?? unsent) && !busy && (
    <MovedNotice task={task} moved={moved ?? unsent} refusal={conflict} data={typedHere ? data : undefined} reload={reload} />
  );
  return (
    <div className="task-form">
      {(closed || !canComplete) && notice}
      {local && !closed && (
        <DraftNotice
          from={start.from}
          savedAt={local.savedAt}
          take={() => {
            const own = knownMembers(local.data, task.formSchema);
            setStart({ data: own, from: 'local' });
            setData(own);
            step.changed(own);
            draft.changed(own);
          }}
        />
      )}
      {error !== undefined && !conflict && !gone && (
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
      {closed && !notice && (
        <Alert type="info" className="gap-below" title={t(`task.status.${task.status as 'completed' | 'cancelled'}`)} />
      )}
      {!closed && !canComplete && (
        <Alert type="info" className="gap-below" title={t(task.commands.includes('claim') ? 'task.claimFirst' : 'task.readOnly')} />
      )}
      {task.formSchema ? (
        <JsonForm
          schema={task.formSchema}
          uiSchema={uiSchema}
          data={data}
          amounts={canComplete && !closed ? fitting : undefined}
          disabled={!canComplete || closed}
          extraErrors={step.errors ?? toExtraErrors(error, language)}
          onChange={(next, typed) => {
            setData(next);
            step.changed(next);
            if (!typed) return;
            setTypedHere(true);
            draft.changed(next);
          }}
        />
      ) : (
        <p className="muted">{t('task.noForm')}</p>
      )}
      {slot && <SlotCheck caseId={task.caseId} slot={slot} />}
      {canComplete && !closed && <TaskAttachments task={task} />}
      {canComplete && !closed && (
        <div className="outcomes">
          {notice}
          {!gone && (
            <>
              <OutcomeButtons
                keyed
                outcomes={task.outcomes}
                busy={busy}
                written={(data as { reason?: unknown } | null)?.reason}
                choose={(outcome, reason) => void complete(outcome, reason)}
              />
              <span className="muted" role="status">
                {draft.state !== 'clean' && t(`draft.${draft.state}`)}
              </span>
            </>
          )}
        </div>
      )}
    </div>
  );
}
