import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import App from 'antd/es/app';
import type { ApiProblem } from '../api/problem';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';

/** Somebody else was faster: says who and when, and leaves what was typed on the screen to be copied or reused. */
export function ConflictNotice({ error, data, reload }: { error: ApiProblem; data: unknown; reload: () => void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const { completedBy, completedAt } = error.body;
  const copy = async () => {
    // Without HTTPS the browser offers no clipboard; the text then stays on the screen to be copied by hand.
    await navigator.clipboard?.writeText(JSON.stringify(data, null, 2));
    void message.info(t('conflict.copied'));
  };
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="gap-below"
      title={completedBy ? t('conflict.completed', { who: completedBy, at: formatInstant(completedAt) }) : t('conflict.changed')}
      description={t('conflict.kept')}
      action={
        <span className="row">
          {'clipboard' in navigator && (
            <Button size="small" onClick={() => void copy()}>
              {t('conflict.copy')}
            </Button>
          )}
          <Button size="small" onClick={reload}>
            {t('conflict.reload')}
          </Button>
        </span>
      }
    />
  );
}
