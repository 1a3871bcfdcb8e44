import Alert from 'antd/es/alert';
import { useI18n } from '../i18n';
import { waitText, type Wait } from './useWait';

/** Why a try was refused, and how much longer to wait; once that time has passed, that one may try again. */
export function RefusedTry({ text, wait }: { text: string; wait: Wait }) {
  const { t } = useI18n();
  if (wait.over) return <Alert type="info" showIcon role="status" className="gap-below" title={t('wait.over')} />;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="gap-below"
      title={text}
      // Not read aloud each second.
      description={wait.left > 0 ? <span aria-hidden="true">{t('wait.left', { time: waitText(wait.left, t) })}</span> : undefined}
    />
  );
}
