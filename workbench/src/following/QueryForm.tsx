import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { get } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { PublicCase } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { RefusedTry } from '../shared/RefusedTry';
import { useErrorText } from '../shared/useErrorText';
import { useWait } from '../shared/useWait';
import { codeHeader, publicCasePath, type Credentials } from './credentials';

export function QueryForm({ open }: { open: (credentials: Credentials) => void }) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const [search] = useSearchParams();
  const [caseNumber, setCaseNumber] = useState(search.get('number') ?? '');
  const [queryCode, setQueryCode] = useState('');
  const [missing, setMissing] = useState(false);
  const credentials = { caseNumber: caseNumber.trim(), queryCode: queryCode.trim() };
  const check = useMutation({
    mutationFn: () => get<PublicCase>(publicCasePath(credentials.caseNumber), undefined, undefined, codeHeader(credentials)),
    onSuccess: () => open(credentials),
  });
  const wait = useWait(check.error);
  const unknown = check.error instanceof ApiProblem && [401, 403, 404].includes(check.error.status) && !check.error.body.messages;
  return (
    <form
      className="wizard"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const empty = !credentials.caseNumber || !credentials.queryCode;
        setMissing(empty);
        if (!empty) check.mutate();
      }}
    >
      <h1>{t('nav.myCase')}</h1>
      {check.isError && <RefusedTry text={unknown ? t('follow.wrong') : errorText(check.error)} wait={wait} />}
      <Field
        label={t('field.caseNumber')}
        help={t('follow.number.help')}
        required
        error={missing && !credentials.caseNumber ? t('form.required') : undefined}
      >
        <Input size="large" autoComplete="off" value={caseNumber} onChange={(event) => setCaseNumber(event.target.value)} />
      </Field>
      <Field label={t('receipt.queryCode')} required error={missing && !credentials.queryCode ? t('form.required') : undefined}>
        <Input
          size="large"
          autoComplete="off"
          autoCapitalize="characters"
          value={queryCode}
          onChange={(event) => setQueryCode(event.target.value)}
        />
      </Field>
      <div className="wizard-buttons">
        <Button size="large" type="primary" htmlType="submit" loading={check.isPending} disabled={wait.left > 0}>
          {t('follow.open')}
        </Button>
      </div>
    </form>
  );
}
