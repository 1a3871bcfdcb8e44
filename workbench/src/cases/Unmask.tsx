import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Party, Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { Choice } from '../shared/Choice';
import { useErrorText } from '../shared/useErrorText';

/** 查看完整信息: one number of one party in full, for a reason that is recorded before it is shown. */
export function Unmask({ caseId, party }: { caseId: string; party: Party }) {
  const { t } = useI18n();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const masked = party.idNumber?.includes('*') || party.phone?.includes('*');
  if (!masked || me.data?.roles.every((role) => role === 'auditor' || role === 'administrator')) return null;
  return (
    <>
      <Button size="small" type="link" aria-label={t('unmask.of', { name: party.name })} onClick={() => setOpen(true)}>
        {t('unmask.show')}
      </Button>
      {open && <Dialog caseId={caseId} party={party} close={() => setOpen(false)} />}
    </>
  );
}

function Dialog({ caseId, party, close }: { caseId: string; party: Party; close: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const [field, setField] = useState<'phone' | 'idNumber'>(party.phone ? 'phone' : 'idNumber');
  const [reason, setReason] = useState('');
  const show = useMutation({
    mutationFn: () =>
      post<Schemas['UnmaskPartyAnswer']>(`/api/cases/${encodeURIComponent(caseId)}/parties/${encodeURIComponent(party.id)}/unmask`, {
        field,
        reason,
      }),
  });
  const errors = errorsByField(show.error, language);
  return (
    <Modal
      open
      title={t('unmask.of', { name: party.name })}
      okText={t('unmask.go')}
      confirmLoading={show.isPending}
      onOk={() => show.mutate()}
      onCancel={close}
    >
      {show.isError && !errors.reason && <Alert type="error" role="alert" className="gap-below" title={errorText(show.error)} />}
      <Choice
        label={t('unmask.show')}
        value={field}
        options={[
          ['phone', t('unmask.phone')],
          ['idNumber', t('unmask.idNumber')],
        ]}
        choose={(value) => {
          setField(value as 'phone' | 'idNumber');
          show.reset();
        }}
      />
      <Field label={t('unmask.reason')} required error={errors.reason}>
        <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {show.data && (
        <p role="status">
          {t(`unmask.${field}`)} <b className="num">{show.data.value ?? '—'}</b>
        </p>
      )}
    </Modal>
  );
}
