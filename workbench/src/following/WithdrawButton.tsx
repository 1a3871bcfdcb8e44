import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { newOperationId } from '../api/operationId';
import { Field } from '../filing/Field';
import { NativeSelect } from '../filing/NativeSelect';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';
import { codeHeader, publicCasePath, type Credentials } from './credentials';

interface WithdrawProps {
  credentials: Credentials;
  /** Somebody without special authority acts for the side. */
  asksWho: boolean;
  /** What is taken back is the review of an agreement, not the application. */
  review: boolean;
  done: () => void;
}

/** Withdrawing an application: asks for the reason and says what it means. */
export function WithdrawButton({ credentials, asksWho, review, done }: WithdrawProps) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [actedBy, setActedBy] = useState('');
  const [operationId] = useState(newOperationId);
  const title = t(review ? 'follow.withdrawReview' : 'follow.withdraw');
  const withdraw = useMutation({
    mutationFn: () =>
      post(
        `${publicCasePath(credentials.caseNumber)}/withdraw`,
        { reason: reason.trim(), operationId, actedBy: actedBy || null },
        codeHeader(credentials),
      ),
    onSuccess: () => {
      setOpen(false);
      done();
    },
  });
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={title}
        okButtonProps={{ danger: true, loading: withdraw.isPending, disabled: !reason.trim() || (asksWho && !actedBy) }}
        onOk={() => withdraw.mutate()}
        onCancel={() => setOpen(false)}
      >
        <p>{t(review ? 'follow.withdrawReview.help' : 'follow.withdraw.help')}</p>
        {asksWho && (
          <Field label={t('acted.by')} required help={t('acted.by.help')}>
            <NativeSelect
              value={actedBy}
              placeholder={t('ask.choose')}
              onChange={setActedBy}
              options={[
                { value: 'party', label: t('acted.party') },
                { value: 'agent', label: t('acted.agent') },
              ]}
            />
          </Field>
        )}
        <Field label={t('task.reason')} required error={withdraw.isError ? errorText(withdraw.error) : undefined}>
          <Input.TextArea rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </Modal>
    </>
  );
}
