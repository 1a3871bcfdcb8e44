import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import { useMutation } from '@tanstack/react-query';
import { post } from '../api/client';
import type { Schemas, TaskDetail } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { copyText } from '../shared/copyText';
import { formatInstant } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';

const desk = ['window-clerk', 'mediator', 'registrar', 'tribunal-secretary'];

/** Sends the party whose step it is a link that opens this one task, once. */
export function PartyLink({ task }: { task: TaskDetail }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const me = useMe();
  const send = useMutation({
    mutationFn: () => post<Schemas['SendTaskLinkAnswer']>(`/api/tasks/${encodeURIComponent(task.id)}/link`),
    onError: (error) => void message.error(errorText(error)),
  });
  if (!task.party || !['open', 'claimed'].includes(task.status) || !me.data?.roles.some((role) => desk.includes(role))) return null;
  if (!send.data)
    return (
      <Button loading={send.isPending} onClick={() => send.mutate()}>
        {t('link.send')}
      </Button>
    );
  const address = window.location.origin + send.data.path;
  return (
    <Alert
      type="info"
      role="status"
      className="full-width"
      title={t('link.help', {
        name: send.data.partyName,
        asks: t(`link.asks.${send.data.asks as 'phone' | 'idNumber'}`),
        until: formatInstant(send.data.expiresAt),
      })}
      description={
        <>
          <code className="wrap link-address">{address}</code>
          {send.data.mailed && <div>{t('link.mailed')}</div>}
        </>
      }
      action={
        <Button size="small" onClick={() => void copyText(address)}>
          {t('link.copy')}
        </Button>
      }
    />
  );
}
