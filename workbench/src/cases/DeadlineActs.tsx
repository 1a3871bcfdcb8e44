import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import DatePicker from 'antd/es/date-picker';
import Dropdown from 'antd/es/dropdown';
import Input from 'antd/es/input';
import InputNumber from 'antd/es/input-number';
import Modal from 'antd/es/modal';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useState } from 'react';
import { post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Deadline } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { todayInChina } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';
import { changesOf, type Change } from './deadlineChanges';

/** 中止、恢复、延长、重新计算: on a legal basis, with the new last day told by the host. */
export function DeadlineActs({ caseId, deadline }: { caseId: string; deadline: Deadline }) {
  const { t, pick } = useI18n();
  const me = useMe();
  const [change, setChange] = useState<Change>();
  const open = me.data?.permissions.includes('officers') ? changesOf(deadline.state, me.data.roles) : [];
  if (open.length === 0) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{ items: open.map((one) => ({ key: one, label: t(`deadline.${one}`) })), onClick: ({ key }) => setChange(key as Change) }}
      >
        <Button size="small" type="link" aria-label={t('deadline.changeOf', { name: pick(deadline) || deadline.parameterId })}>
          {t('deadline.change')}
        </Button>
      </Dropdown>
      {change && <Dialog key={change} caseId={caseId} deadline={deadline} change={change} close={() => setChange(undefined)} />}
    </>
  );
}

interface DialogProps {
  caseId: string;
  deadline: Deadline;
  change: Change;
  close: () => void;
}

function Dialog({ caseId, deadline, change, close }: DialogProps) {
  const { t, pick, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [on, setOn] = useState(todayInChina());
  const [days, setDays] = useState<number | null>(null);
  const [basis, setBasis] = useState('');
  const [reason, setReason] = useState('');
  const run = useMutation({
    mutationFn: () =>
      post(`/api/cases/${encodeURIComponent(caseId)}/deadlines/${encodeURIComponent(deadline.parameterId)}/${change}`, {
        on: change === 'extend' ? null : on,
        days: change === 'extend' ? days : null,
        basis,
        reason,
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['case', caseId] });
      close();
    },
  });
  const errors = errorsByField(run.error, language);
  return (
    <Modal
      open
      title={`${t(`deadline.${change}`)} · ${pick(deadline) || deadline.parameterId}`}
      okText={t(`deadline.${change}`)}
      confirmLoading={run.isPending}
      onOk={() => run.mutate()}
      onCancel={close}
    >
      {run.isError && Object.keys(errors).length === 0 && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(run.error)} />
      )}
      {change === 'extend' ? (
        <Field label={t('deadline.days')} required error={errors.days}>
          <InputNumber<number> className="full-width" min={1} max={365} value={days} onChange={setDays} />
        </Field>
      ) : (
        <Field label={t('deadline.on')} required error={errors.on}>
          <DatePicker
            className="full-width"
            allowClear={false}
            value={dayjs(on)}
            onChange={(value) => value && setOn(value.format('YYYY-MM-DD'))}
          />
        </Field>
      )}
      <Field label={t('history.basis')} required error={errors.basis}>
        <Input maxLength={300} value={basis} onChange={(event) => setBasis(event.target.value)} />
      </Field>
      <Field label={t('act.reason')} error={errors.reason}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Modal>
  );
}
