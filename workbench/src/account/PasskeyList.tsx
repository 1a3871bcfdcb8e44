import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Space from 'antd/es/space';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { AccountSecurity } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';
import { addPasskey, passkeysSupported } from './passkeys';

/** 通行密钥. */
export function PasskeyList({ passkeys, onChanged }: { passkeys: AccountSecurity['passkeys']; onChanged: () => void }) {
  const { t, pick } = useI18n();
  const errorText = useErrorText();
  const [adding, setAdding] = useState(false);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const add = useMutation({
    mutationFn: () => addPasskey(password, name),
    onSuccess: () => {
      setAdding(false);
      setName('');
      onChanged();
    },
    onSettled: () => setPassword(''),
  });
  const remove = useMutation({ mutationFn: (id: string) => call('DELETE', `/api/account/passkeys/${id}`), onSuccess: onChanged });
  const error = add.error ?? remove.error;
  const fault = error instanceof ApiProblem ? error.body.errors?.[0] : undefined;
  const said = fault ? pick(fault) : error instanceof ApiProblem ? errorText(error) : t('session.passkeyFailed');
  return (
    <section className="panel">
      <h2>{t('account.passkeys')}</h2>
      <p className="muted">{t('account.passkeysHelp')}</p>
      {error && <Alert type="error" showIcon role="alert" className="gap-below" title={said} />}
      {passkeys.length === 0 && <p>{t('account.noPasskeys')}</p>}
      <ul className="plain-list">
        {passkeys.map((passkey) => (
          <li key={passkey.id}>
            <span className="grow">
              {passkey.name} <span className="muted">{formatInstant(passkey.createdAt)}</span>
            </span>
            <Button size="small" danger onClick={() => remove.mutate(passkey.id)}>
              {t('account.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {!passkeysSupported() && <p className="muted">{t('account.unsupported')}</p>}
      {passkeysSupported() && !adding && <Button onClick={() => setAdding(true)}>{t('account.addPasskey')}</Button>}
      {adding && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <p>{t('account.password.ask')}</p>
          <Space wrap>
            <Input value={name} placeholder={t('account.passkeyName')} maxLength={64} onChange={(event) => setName(event.target.value)} />
            <Input.Password
              value={password}
              aria-label={t('account.current')}
              autoComplete="current-password"
              onChange={(event) => setPassword(event.target.value)}
            />
            <Button type="primary" htmlType="submit" disabled={!password} loading={add.isPending}>
              {t('account.addPasskey')}
            </Button>
            <Button onClick={() => setAdding(false)}>{t('account.cancel')}</Button>
          </Space>
        </form>
      )}
    </section>
  );
}
