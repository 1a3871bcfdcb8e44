import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Party } from '../api/types';
import { Field } from '../filing/Field';
import { NativeSelect } from '../filing/NativeSelect';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { useErrorText } from '../shared/useErrorText';

/** 登记代理人: an officer has seen the power of attorney and notes down who acts for the party, and how far. */
export function RecordAgent({ caseId, party }: { caseId: string; party: Party }) {
  const { t } = useI18n();
  const me = useMe();
  const [open, setOpen] = useState(false);
  if (!me.data?.permissions.includes('officers')) return null;
  return (
    <>
      <Button size="small" type="link" aria-label={t('agent.record.of', { name: party.name })} onClick={() => setOpen(true)}>
        {t('agent.record')}
      </Button>
      {open && <Dialog caseId={caseId} party={party} close={() => setOpen(false)} />}
    </>
  );
}

function Dialog({ caseId, party, close }: { caseId: string; party: Party; close: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [agent, setAgent] = useState({ name: '', phone: '', idNumber: '', authority: 'general' });
  const set = (changes: Partial<typeof agent>) => setAgent({ ...agent, ...changes });
  const record = useMutation({
    mutationFn: () =>
      post(`/api/cases/${encodeURIComponent(caseId)}/parties/${encodeURIComponent(party.id)}/agents`, {
        name: agent.name.trim(),
        phone: agent.phone.trim() || null,
        idNumber: agent.idNumber.trim() || null,
        authority: agent.authority,
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['case', caseId] });
      close();
    },
  });
  const errors = errorsByField(record.error, language);
  return (
    <Modal
      open
      title={t('agent.record.of', { name: party.name })}
      okText={t('agent.record')}
      confirmLoading={record.isPending}
      onOk={() => record.mutate()}
      onCancel={close}
    >
      <p className="muted">{t('agent.record.help')}</p>
      {record.isError && Object.keys(errors).length === 0 && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(record.error)} />
      )}
      <Field label={t('filing.agent.name')} required error={errors.name}>
        <Input autoComplete="off" maxLength={100} value={agent.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={t('filing.agent.phone')} error={errors.phone}>
        <Input type="tel" autoComplete="off" maxLength={20} value={agent.phone} onChange={(event) => set({ phone: event.target.value })} />
      </Field>
      <Field label={t('filing.agent.idNumber')} error={errors.idNumber}>
        <Input autoComplete="off" maxLength={20} value={agent.idNumber} onChange={(event) => set({ idNumber: event.target.value })} />
      </Field>
      <Field label={t('filing.agent.authority')} required error={errors.authority}>
        <NativeSelect
          value={agent.authority}
          onChange={(authority) => set({ authority })}
          options={(['general', 'special'] as const).map((value) => ({ value, label: t(`authority.${value}`) }))}
        />
      </Field>
    </Modal>
  );
}
