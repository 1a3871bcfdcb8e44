import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Tag from 'antd/es/tag';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { newOperationId } from '../api/operationId';
import { errorsByField } from '../api/problem';
import type { TaskDetail } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { useActorName } from '../shared/people';
import { useErrorText } from '../shared/useErrorText';
import { ActDialog } from './TaskActs';
import type { TaskAct } from './taskActs';

const letOff: TaskAct = { command: 'remove-co-signer', label: 'sign.remove', reasonNeeded: true };

/** 会签: who was asked and what they said; whoever is asked answers here, whoever asked can let somebody off. */
export function CoSigners({ task, reload }: { task: TaskDetail; reload: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const [comment, setComment] = useState('');
  const [off, setOff] = useState<TaskDetail['coSigners'][number]>();
  const act = useMutation({
    mutationFn: (agree: boolean) =>
      post(`/api/tasks/${encodeURIComponent(task.id)}/sign`, {
        agree,
        comment: comment.trim() || null,
        expectedRevision: task.revision,
        operationId: newOperationId(),
      }),
    onSuccess: reload,
  });
  const mine = task.commands.includes('sign');
  const mayRemove = task.commands.includes('remove-co-signer');
  if (task.coSigners.length === 0 && !mine) return null;
  const errors = errorsByField(act.error, language);
  return (
    <section className="co-signers" aria-label={t('sign.title')}>
      <h2>{t('sign.title')}</h2>
      <ul className="plain">
        {task.coSigners.map((signer) => (
          <li key={signer.userName}>
            <span className="row">
              <b>{signer.displayName}</b>
              <Tag color={signer.agrees === false ? 'red' : undefined}>
                {signer.agrees === null ? t('sign.awaited') : t(signer.agrees ? 'sign.agrees' : 'sign.disagrees')}
              </Tag>
              <span className="muted">{signer.signedAt ? formatInstant(signer.signedAt) : <AskedBy name={signer.requestedBy} />}</span>
              {mayRemove && signer.agrees === null && (
                <Button
                  size="small"
                  type="text"
                  aria-label={t('sign.removeOf', { name: signer.displayName })}
                  onClick={() => setOff(signer)}
                >
                  {t('sign.remove')}
                </Button>
              )}
            </span>
            {signer.comment && <div className="facts">{signer.comment}</div>}
          </li>
        ))}
      </ul>
      {off && <ActDialog task={task} act={letOff} about={off} close={() => setOff(undefined)} done={reload} />}
      {act.isError && !errors.comment && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(act.error)} />}
      {mine && (
        <>
          <Field label={t('sign.comment')} error={errors.comment}>
            <Input.TextArea
              autoSize={{ minRows: 2 }}
              maxLength={1000}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
            />
          </Field>
          <span className="row">
            {([true, false] as const).map((agree) => (
              <Button
                key={String(agree)}
                type={agree ? 'primary' : 'default'}
                danger={!agree}
                loading={act.isPending && act.variables === agree}
                onClick={() => act.mutate(agree)}
              >
                {t(agree ? 'sign.agrees' : 'sign.disagrees')}
              </Button>
            ))}
          </span>
        </>
      )}
    </section>
  );
}

function AskedBy({ name }: { name: string }) {
  const { t } = useI18n();
  return t('sign.askedBy', { name: useActorName(name) });
}
