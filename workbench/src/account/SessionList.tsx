import App from 'antd/es/app';
import Button from 'antd/es/button';
import Tag from 'antd/es/tag';
import { useMutation } from '@tanstack/react-query';
import { call, post } from '../api/client';
import type { AccountSecurity } from '../api/types';
import { useI18n, type MessageKey } from '../i18n';
import { formatInstant } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';

/** 已登录的设备. */
export function SessionList({ sessions, onChanged }: { sessions: AccountSecurity['sessions']; onChanged: () => void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const end = useMutation({
    mutationFn: (id: string | null) => (id ? call('DELETE', `/api/account/sessions/${id}`) : post('/api/account/sessions/end-others')),
    onError: (error) => void message.error(errorText(error)),
    onSettled: onChanged,
  });
  return (
    <section className="panel">
      <h2>{t('account.sessions')}</h2>
      <ul className="plain-list">
        {sessions.map((session) => (
          <li key={session.id}>
            <span className="grow">
              {t(`account.kind.${session.kind}` as MessageKey)} · {t(`account.method.${session.method}` as MessageKey)} · {session.address}{' '}
              {session.current && <Tag color="blue">{t('account.thisDevice')}</Tag>}
              <br />
              <span className="muted agent">
                {t('account.seen', { at: formatInstant(session.seenAt) })} · {session.agent ?? '—'}
              </span>
            </span>
            {!session.current && (
              <Button size="small" onClick={() => end.mutate(session.id)}>
                {t('account.endSession')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && <Button onClick={() => end.mutate(null)}>{t('account.endOthers')}</Button>}
    </section>
  );
}
