import Button from 'antd/es/button';
import Form from 'antd/es/form';
import Input from 'antd/es/input';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { passkeysSupported, signInByPasskey } from '../account/passkeys';
import { post } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { Me } from '../api/types';
import { LanguageSwitch } from '../app/LanguageSwitch';
import { useI18n } from '../i18n';
import { RefusedTry } from '../shared/RefusedTry';
import { useErrorText } from '../shared/useErrorText';
import { useWait } from '../shared/useWait';
import { safeNext } from './safeNext';
import { meKey } from './useMe';

const byPasskey = () => signInByPasskey<Me | undefined>();

interface Credentials {
  userName: string;
  password: string;
  code?: string;
}

export function SignInPage() {
  const { t } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [problem, setProblem] = useState<string>();
  const [refusal, setRefusal] = useState<unknown>();
  const wait = useWait(refusal);
  const [busy, setBusy] = useState(false);

  const [coded, setCoded] = useState(false);

  const enter = async (prove: () => Promise<Me | undefined>) => {
    setBusy(true);
    setProblem(undefined);
    setRefusal(undefined);
    try {
      const me = await prove();
      if (me?.userName) client.setQueryData(meKey, me);
      else await client.invalidateQueries({ queryKey: meKey });
      const next = safeNext(search.get('next') ?? search.get('returnTo'));
      // The designer is an application of its own: the browser has to load it.
      // A link into the designer names its place after the hash, which the browser kept on the way here.
      if (next.startsWith('/designer')) window.location.assign(next.includes('#') ? next : next + window.location.hash);
      else await navigate(next, { replace: true });
    } catch (error) {
      if (error instanceof ApiProblem && error.body.code === 'auth.second-factor-needed') {
        setCoded(true);
        return;
      }
      if (!(error instanceof ApiProblem) && error instanceof Error && prove === byPasskey) {
        setProblem(t('session.passkeyFailed'));
        return;
      }
      const plain401 = error instanceof ApiProblem && error.status === 401 && !error.body.messages;
      setRefusal(error);
      setProblem(plain401 ? t('session.wrong') : errorText(error));
    } finally {
      setBusy(false);
    }
  };

  // Six digits are the app's code; anything else is a recovery code.
  const byPassword = ({ code, ...credentials }: Credentials) =>
    enter(() => {
      const typed = code?.trim();
      const proof = !typed ? {} : /^\d{6}$/.test(typed) ? { code: typed } : { recoveryCode: typed };
      return post<Me | undefined>('/api/auth/login', { ...credentials, ...proof });
    });

  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <h1>{t('app.name')}</h1>
        <p className="muted">{t('app.subtitle')}</p>
        {problem && <RefusedTry text={problem} wait={wait} />}
        <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(values) => void byPassword(values)}>
          <Form.Item name="userName" label={t('session.userName')} rules={[{ required: true, message: t('form.required') }]}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label={t('session.password')} rules={[{ required: true, message: t('form.required') }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {coded && (
            <Form.Item
              name="code"
              label={t('session.code')}
              extra={t('session.codeHelp')}
              rules={[{ required: true, message: t('form.required') }]}
            >
              <Input autoComplete="one-time-code" autoFocus maxLength={16} />
            </Form.Item>
          )}
          {/* Open meanwhile: another account need not wait. */}
          <Button type="primary" htmlType="submit" block loading={busy}>
            {t('session.signIn')}
          </Button>
        </Form>
        {passkeysSupported() && (
          <Button block className="gap-above" onClick={() => void enter(byPasskey)}>
            {t('session.passkey')}
          </Button>
        )}
        <p className="sign-in-links">
          <Link to="/apply">{t('nav.apply')}</Link>
          <Link to="/my-case">{t('nav.myCase')}</Link>
          <LanguageSwitch />
        </p>
      </div>
    </main>
  );
}
