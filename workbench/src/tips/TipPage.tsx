import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { ConnectionLost, errorsByField } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { NativeSelect } from '../filing/NativeSelect';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';
import { useReference } from '../shared/useReference';

const empty = { district: '', employer: '', address: '', facts: '', workers: '' };

/** 匿名举报: nothing is asked about the sender, and nothing of it is kept in the browser. */
export function TipPage() {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const reference = useReference();
  const [draft, setDraft] = useState(empty);
  const set = (changes: Partial<typeof empty>) => setDraft((current) => ({ ...current, ...changes }));
  const send = useMutation({
    mutationFn: () =>
      post<Schemas['AnonymousTipsReceipt']>('/api/public/tips', {
        district: draft.district || null,
        employer: draft.employer,
        address: draft.address || null,
        facts: draft.facts,
        workers: draft.workers ? Math.round(Number(draft.workers)) : null,
      }),
  });
  const errors = errorsByField(send.error, language);
  if (send.data)
    return (
      <section className="receipt">
        <h1>{t('tip.received')}</h1>
        <dl>
          <dt>{t('tip.number')}</dt>
          <dd className="receipt-number">{send.data.number}</dd>
        </dl>
        <p className="notice">{t('tip.keep')}</p>
        <Button
          onClick={() => {
            setDraft(empty);
            send.reset();
          }}
        >
          {t('tip.another')}
        </Button>
      </section>
    );
  return (
    <form
      className="wizard"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <h1>{t('tip.title')}</h1>
      <p className="muted">{t('tip.intro')}</p>
      {send.isError && Object.keys(errors).length === 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="gap-below"
          title={errorText(send.error)}
          description={send.error instanceof ConnectionLost ? t('draft.kept') : undefined}
        />
      )}
      <Field label={t('tip.employer')} required error={errors.employer}>
        <Input maxLength={200} value={draft.employer} onChange={(event) => set({ employer: event.target.value })} />
      </Field>
      <Field label={t('tip.district')} required error={errors.district}>
        <NativeSelect
          value={draft.district}
          placeholder={t('form.choose')}
          onChange={(district) => set({ district })}
          options={(reference.data?.districts ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Field>
      <Field label={t('tip.address')} error={errors.address}>
        <Input maxLength={200} value={draft.address} onChange={(event) => set({ address: event.target.value })} />
      </Field>
      <Field label={t('tip.facts')} help={t('tip.facts.help')} required error={errors.facts}>
        <Input.TextArea
          autoSize={{ minRows: 5 }}
          maxLength={4000}
          value={draft.facts}
          onChange={(event) => set({ facts: event.target.value })}
        />
      </Field>
      <Field label={t('tip.workers')} error={errors.workers}>
        <Input
          inputMode="numeric"
          maxLength={7}
          value={draft.workers}
          onChange={(event) => set({ workers: event.target.value.replace(/\D/g, '') })}
        />
      </Field>
      <div className="wizard-buttons">
        <Button size="large" type="primary" htmlType="submit" loading={send.isPending}>
          {t('tip.send')}
        </Button>
      </div>
    </form>
  );
}
