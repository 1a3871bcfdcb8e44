import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { useErrorText } from '../shared/useErrorText';

/** 案情与笔录: hidden from those who see every case by their role; shown whole for a reason that is recorded first. */
export function HiddenNarratives({ caseId }: { caseId: string }) {
  const { t } = useI18n();
  const me = useMe();
  const [open, setOpen] = useState(false);
  return (
    <div className="muted">
      {t('narratives.hidden')}{' '}
      {me.data?.permissions.includes('case-narratives') && (
        <Button size="small" type="link" onClick={() => setOpen(true)}>
          {t('narratives.show')}
        </Button>
      )}
      {open && <Dialog caseId={caseId} close={() => setOpen(false)} />}
    </div>
  );
}

function Dialog({ caseId, close }: { caseId: string; close: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const show = useMutation({
    mutationFn: () => post<Schemas['NarrativesAnswer']>(`/api/cases/${encodeURIComponent(caseId)}/narratives/unmask`, { reason }),
  });
  const errors = errorsByField(show.error, language);
  const told = show.data;
  return (
    <Modal
      open
      width={720}
      title={t('narratives.show')}
      okText={t('unmask.go')}
      confirmLoading={show.isPending}
      okButtonProps={{ style: told && { display: 'none' } }}
      onOk={() => show.mutate()}
      onCancel={close}
    >
      {show.isError && !errors.reason && <Alert type="error" role="alert" className="gap-below" title={errorText(show.error)} />}
      {!told && (
        <Field label={t('unmask.reason')} required error={errors.reason}>
          <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      )}
      {told && (
        <div role="status">
          <h3>{t('case.facts')}</h3>
          <p className="facts">{told.facts}</p>
          {[...told.sessions, ...told.hearings].map((record, index) => (
            <section key={index}>
              <h3 className="num">{record.heldOn}</h3>
              <p className="facts">{record.text}</p>
            </section>
          ))}
          {told.notes.map((note) => (
            <section key={note.writtenAt}>
              <h3>
                {formatInstant(note.writtenAt)} <Actor name={note.author} />
              </h3>
              <p className="facts">{note.text}</p>
            </section>
          ))}
        </div>
      )}
    </Modal>
  );
}
