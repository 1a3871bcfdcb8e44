import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import type { TaskItem } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';

/** Somebody else moved the task while its form is open. Nothing typed is touched. */
export function MovedNotice({ moved, reload }: { moved: TaskItem; reload: () => void }) {
  const { t } = useI18n();
  const title =
    moved.status === 'completed'
      ? t('conflict.completed', { who: moved.completedBy ?? '—', at: formatInstant(moved.completedAt) })
      : moved.assignee
        ? t('conflict.claimedBy', { who: moved.assignee.displayName })
        : t('conflict.changed');
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      className="gap-below"
      title={title}
      action={
        <Button size="small" onClick={reload}>
          {t('conflict.reload')}
        </Button>
      }
    />
  );
}
