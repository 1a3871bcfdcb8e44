import Button from 'antd/es/button';
import { useI18n } from '../i18n';

/** The rows stay where they are read; a press takes what has changed meanwhile. */
export function MovedList({ moved, accept }: { moved: boolean; accept: () => void }) {
  const { t } = useI18n();
  if (!moved) return null;
  return (
    <p role="status" className="stale row">
      {t('list.moved')}
      <Button size="small" onClick={accept}>
        {t('list.takeNew')}
      </Button>
    </p>
  );
}
