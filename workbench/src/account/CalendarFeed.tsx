import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import { useMutation } from '@tanstack/react-query';
import { post } from '../api/client';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';

/** 日历订阅: the private address at which a calendar program reads one's hearings and deadlines. It is shown once. */
export function CalendarFeed() {
  const { t } = useI18n();
  const errorText = useErrorText();
  const renew = useMutation({ mutationFn: () => post<{ url: string }>('/api/notifications/calendar-feed', {}) });
  return (
    <section className="panel">
      <h2>{t('feed.title')}</h2>
      <p className="muted">{t('feed.help')}</p>
      {renew.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(renew.error)} />}
      {renew.data && (
        <p role="status">
          <code className="wrap">{renew.data.url}</code>
        </p>
      )}
      <Button loading={renew.isPending} onClick={() => renew.mutate()}>
        {t('feed.make')}
      </Button>
    </section>
  );
}
