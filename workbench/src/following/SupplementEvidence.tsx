import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { errorsByField } from '../api/problem';
import { EvidencePicker } from '../filing/EvidenceStep';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';
import { codeHeader, publicCasePath, type Credentials } from './credentials';

/** More evidence after filing. */
export function SupplementEvidence({ credentials, done }: { credentials: Credentials; done: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const [files, setFiles] = useState<File[]>([]);
  const send = useMutation({
    mutationFn: () => {
      const form = new FormData();
      for (const file of files) form.append('files', file, file.name);
      return post(`${publicCasePath(credentials.caseNumber)}/evidence`, form, codeHeader(credentials));
    },
    onSuccess: () => {
      setFiles([]);
      done();
    },
  });
  return (
    <details className="supplement">
      <summary>{t('follow.supplement')}</summary>
      <EvidencePicker files={files} setFiles={setFiles} errors={errorsByField(send.error, language)} />
      {send.isError && <Alert type="error" showIcon role="alert" title={errorText(send.error)} />}
      {send.isSuccess && files.length === 0 && <p role="status">{t('follow.sent')}</p>}
      <Button type="primary" disabled={files.length === 0} loading={send.isPending} onClick={() => send.mutate()}>
        {t('follow.send')}
      </Button>
    </details>
  );
}
