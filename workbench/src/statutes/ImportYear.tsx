import App from 'antd/es/app';
import Input from 'antd/es/input';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post, withQuery } from '../api/client';
import { ApiProblem, errorsByField } from '../api/problem';
import { Field } from '../filing/Field';
import { FileInput } from '../shared/FileInput';
import { ProposalDrawer } from './LocalDays';
import { useMessages } from './messages';
import type { Change } from './types';

/** Next year's holidays, from a file; each year waits for another administrator. */
export function ImportYear({ close }: { close: () => void }) {
  const { m, language } = useMessages();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [legalBasis, setLegalBasis] = useState('');
  const send = useMutation({
    mutationFn: () => {
      let content: unknown;
      try {
        content = JSON.parse(text);
      } catch {
        throw new ApiProblem(400, {
          errors: [{ field: '', code: 'malformed', zh: m('year.import.unreadable'), en: m('year.import.unreadable') }],
        });
      }
      return post<Change[]>(withQuery('/api/statutes/calendar/years', { legalBasis }), content);
    },
    onSuccess: (changes) => {
      void message.success(m('year.import.done', { count: changes.length }));
      void client.invalidateQueries({ queryKey: ['statute-changes'] });
      close();
    },
  });
  const errors = errorsByField(send.error, language);
  return (
    <ProposalDrawer
      title={m('year.import.title')}
      send={m('year.import.send')}
      error={send.error}
      pending={send.isPending}
      submit={() => send.mutate()}
      close={close}
    >
      <p className="muted">{m('year.import.help')}</p>
      <Field label={m('year.import.file')} required>
        <FileInput accept=".json,application/json" onFiles={([file]) => void file?.text().then(setText)} />
      </Field>
      <Field label={m('year.import.text')} required error={errors[''] ?? errors.years}>
        <Input.TextArea rows={10} className="num" value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <Field label={m('year.import.basis')} help={m('year.import.basis.help')} error={errors.legalBasis}>
        <Input maxLength={500} value={legalBasis} onChange={(event) => setLegalBasis(event.target.value)} />
      </Field>
    </ProposalDrawer>
  );
}
