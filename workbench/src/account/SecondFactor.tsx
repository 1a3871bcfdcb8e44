import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import QRCode from 'antd/es/qr-code';
import Space from 'antd/es/space';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { ApiProblem } from '../api/problem';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';

interface Props {
  on: boolean;
  left: number;
  onChanged: () => void;
}

type Step =
  | { kind: 'none' }
  | { kind: 'password'; to: 'add' | 'remove' }
  | { kind: 'scan'; secret: string; uri: string }
  | { kind: 'renew' }
  | { kind: 'codes'; codes: string[] };

/** 动态验证码: the picture is drawn by the page itself; the secret leaves this application for nobody. */
export function SecondFactor({ on, left, onChanged }: Props) {
  const { t, pick } = useI18n();
  const errorText = useErrorText();
  const [step, setStep] = useState<Step>({ kind: 'none' });
  const [typed, setTyped] = useState('');
  const go = (next: Step) => {
    setTyped('');
    setStep(next);
  };
  const act = useMutation({
    mutationFn: async (): Promise<Step> => {
      if (step.kind === 'password' && step.to === 'add') {
        const begun = await post<{ secret: string; uri: string }>('/api/account/second-factor', { password: typed });
        return { kind: 'scan', ...begun };
      }
      if (step.kind === 'password') {
        await post('/api/account/second-factor/remove', { password: typed });
        return { kind: 'none' };
      }
      const path = step.kind === 'renew' ? '/api/account/recovery-codes' : '/api/account/second-factor/confirm';
      return { kind: 'codes', ...(await post<{ codes: string[] }>(path, { code: typed })) };
    },
    onSuccess: (next) => {
      go(next);
      if (next.kind !== 'scan') onChanged();
    },
  });
  const fault = act.error instanceof ApiProblem ? act.error.body.errors?.[0] : undefined;
  const asks = step.kind === 'password' || step.kind === 'scan' || step.kind === 'renew';

  return (
    <section className="panel">
      <h2>{t('account.secondFactor')}</h2>
      <p className="muted">{on ? t('account.secondFactorOn', { count: left }) : t('account.secondFactorOff')}</p>
      {act.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={fault ? pick(fault) : errorText(act.error)} />}
      {step.kind === 'none' && (
        <Space wrap>
          {!on && (
            <Button type="primary" onClick={() => go({ kind: 'password', to: 'add' })}>
              {t('account.enable')}
            </Button>
          )}
          {on && <Button onClick={() => go({ kind: 'renew' })}>{t('account.renew')}</Button>}
          {on && (
            <Button danger onClick={() => go({ kind: 'password', to: 'remove' })}>
              {t('account.disable')}
            </Button>
          )}
        </Space>
      )}
      {step.kind === 'scan' && (
        <>
          <p>{t('account.scan')}</p>
          <QRCode value={step.uri} type="svg" size={180} bordered={false} />
          <p>
            {t('text.pair', { name: t('account.secret'), value: '' })}
            <code className="secret">{step.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
          </p>
        </>
      )}
      {asks && (
        <form
          className="narrow-form"
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate();
          }}
        >
          {step.kind === 'password' && <p>{t('account.password.ask')}</p>}
          <Space wrap>
            {step.kind === 'password' ? (
              <Input.Password
                value={typed}
                autoFocus
                aria-label={t('account.current')}
                autoComplete="current-password"
                onChange={(event) => setTyped(event.target.value)}
              />
            ) : (
              <Input
                value={typed}
                autoFocus
                aria-label={t('session.code')}
                placeholder={t('session.code')}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
            <Button type="primary" htmlType="submit" disabled={!typed} loading={act.isPending}>
              {step.kind === 'password' ? t(step.to === 'add' ? 'account.enable' : 'account.disable') : t('account.confirm')}
            </Button>
            <Button onClick={() => go({ kind: 'none' })}>{t('account.cancel')}</Button>
          </Space>
        </form>
      )}
      {step.kind === 'codes' && (
        <>
          <Alert type="warning" showIcon title={t('account.recoveryHelp')} className="gap-below" />
          <ul className="recovery-codes" aria-label={t('account.recovery')}>
            {step.codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <Button type="primary" onClick={() => go({ kind: 'none' })}>
            {t('account.saved')}
          </Button>
        </>
      )}
    </section>
  );
}
