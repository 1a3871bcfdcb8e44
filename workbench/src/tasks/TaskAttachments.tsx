import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { TaskDetail } from '../api/types';
import { EvidencePicker } from '../filing/EvidenceStep';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';

/** Papers of the step itself (signed minutes, photographs of the place): they lie in the case's volume as soon as they are sent. */
export function TaskAttachments({ task }: { task: TaskDetail }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [files, setFiles] = useState<File[]>([]);
  const send = useMutation({
    mutationFn: () => {
      const form = new FormData();
      for (const file of files) form.append('files', file, file.name);
      return post<unknown[]>(`/api/tasks/${encodeURIComponent(task.id)}/attachments`, form);
    },
    onSuccess: () => {
      setFiles([]);
      void client.invalidateQueries({ queryKey: ['task', task.id] });
      void client.invalidateQueries({ queryKey: ['case', task.caseId] });
    },
  });
  return (
    <details className="supplement">
      <summary>{t('attachment.title')}</summary>
      <EvidencePicker files={files} setFiles={setFiles} errors={errorsByField(send.error, language)} />
      {send.isError && <Alert type="error" showIcon role="alert" title={errorText(send.error)} />}
      {send.isSuccess && files.length === 0 && <p role="status">{t('attachment.sent')}</p>}
      <Button disabled={files.length === 0} loading={send.isPending} onClick={() => send.mutate()}>
        {t('attachment.send')}
      </Button>
    </details>
  );
}
