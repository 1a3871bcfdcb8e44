import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';

/** 办案便笺: what officers write for each other, newest first. What is being typed survives a failed save. */
export function Notes({ caseId }: { caseId: string }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const me = useMe();
  const [text, setText] = useState('');
  const path = `/api/cases/${encodeURIComponent(caseId)}/notes`;
  const notes = useQuery({
    queryKey: ['case', caseId, 'notes'],
    queryFn: ({ signal }) => get<Schemas['CaseNotesItem'][]>(path, undefined, signal),
  });
  const add = useMutation({
    mutationFn: () => post(path, { text }),
    onSuccess: () => {
      setText('');
      void client.invalidateQueries({ queryKey: ['case', caseId] });
    },
  });
  if (notes.isPending) return <Loading />;
  if (!notes.data) return <Failure error={notes.error} retry={() => void notes.refetch()} />;
  const writes = !me.data?.roles.every((role) => role === 'auditor' || role === 'administrator');
  const errors = errorsByField(add.error, language);
  return (
    <div className="notes">
      <p className="muted">{t('note.help')}</p>
      {writes && (
        <>
          {add.isError && !errors.text && <Alert type="error" role="alert" className="gap-below" title={errorText(add.error)} />}
          <Field label={t('note.text')} required error={errors.text}>
            <Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
          <Button type="primary" loading={add.isPending} onClick={() => add.mutate()}>
            {t('note.add')}
          </Button>
        </>
      )}
      {notes.data.length === 0 ? (
        <p className="muted">{t('note.none')}</p>
      ) : (
        <ul className="plain">
          {notes.data.map((note) => (
            <li key={note.id}>
              <div className="muted num">
                {formatInstant(note.writtenAt)} <Actor name={note.author} />
              </div>
              <div className={note.text ? 'facts' : 'muted'}>{note.text ?? t('narratives.hidden')}</div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
