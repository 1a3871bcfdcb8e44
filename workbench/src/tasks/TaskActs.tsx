import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Dropdown from 'antd/es/dropdown';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import Select from 'antd/es/select';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { newOperationId } from '../api/operationId';
import { errorsByField } from '../api/problem';
import type { TaskDetail } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { PersonPicker } from '../shared/PersonPicker';
import { useErrorText } from '../shared/useErrorText';
import { actsOf, type TaskAct } from './taskActs';
import { tasksKey } from './useTasks';

/** 转办 委派 退回 撤回 加签 催办 抄送: what the host permits for this task, each with its reason. */
export function TaskActs({ task, reload }: { task: TaskDetail; reload: () => void }) {
  const { t } = useI18n();
  const [act, setAct] = useState<TaskAct>();
  const permitted = actsOf(task.commands);
  if (permitted.length === 0) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: permitted.map((one) => ({ key: one.command, label: t(one.label) })),
          onClick: ({ key }) => setAct(permitted.find((one) => one.command === key)),
        }}
      >
        <Button>{t('act.more')}</Button>
      </Dropdown>
      {act && <ActDialog key={act.command} task={task} act={act} close={() => setAct(undefined)} done={reload} />}
    </>
  );
}

interface ActProps {
  task: TaskDetail;
  act: TaskAct;
  /** The officer whom it concerns, where that stands already. */
  about?: { userName: string; displayName: string };
  close: () => void;
  done: () => void;
}

/** Asks what an act needs, and carries it out. What the host refuses stands beside its field. */
export function ActDialog({ task, act, about, close, done }: ActProps) {
  const { t, say, language } = useI18n();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [to, setTo] = useState(about?.userName);
  const [step, setStep] = useState<string>();
  const [reason, setReason] = useState('');
  const [operationId] = useState(newOperationId);
  const path = `/api/tasks/${encodeURIComponent(task.id)}`;
  const run = useMutation({
    mutationFn: () =>
      post(`${path}/${act.command}`, {
        ...((act.toOfficer || about) && { to: to ?? null }),
        ...(act.toStep && { step: step ?? null }),
        reason: reason.trim() || null,
        expectedRevision: task.revision,
        operationId,
      }),
    onSuccess: () => {
      void message.success(t('act.done', { act: t(act.label) }));
      for (const queryKey of [tasksKey, ['dashboard'], ['case', task.caseId]]) void client.invalidateQueries({ queryKey });
      close();
      done();
    },
  });
  const errors = errorsByField(run.error, language);
  return (
    <Modal
      open
      title={[t(act.label), about?.displayName].filter(Boolean).join(' · ')}
      okText={t(act.label)}
      confirmLoading={run.isPending}
      onOk={() => run.mutate()}
      onCancel={close}
    >
      {run.isError && !errors.to && !errors.step && !errors.reason && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(run.error)} />
      )}
      {act.toOfficer && (
        <Field label={t('act.to')} required error={errors.to}>
          <PersonPicker
            label={t('act.to')}
            className="full-width"
            source={act.command === 'transfer' ? `${path}/officers` : undefined}
            value={to}
            onChange={setTo}
          />
        </Field>
      )}
      {act.toStep && (
        <Field label={t('act.step')} error={errors.step}>
          <Select
            className="full-width"
            allowClear
            value={step}
            options={task.sendBackTo.map((earlier) => ({ value: earlier.step, label: say(earlier.title) }))}
            onChange={(value?: string) => setStep(value)}
          />
        </Field>
      )}
      <Field label={t('act.reason')} required={act.reasonNeeded} error={errors.reason}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Modal>
  );
}
