import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import type { TaskDetail, TaskItem } from '../api/types';
import { ApiProblem } from '../api/problem';
import { useShownData } from '../forms/useShownData';
import { useI18n } from '../i18n';
import { useActorName } from '../shared/people';
import { copyText } from '../shared/copyText';
import { formatInstant } from '../shared/format';

interface Props {
  task: TaskDetail;
  /** How the task stands now, where the host has told it. */
  moved?: TaskItem;
  /** The refusal of a completion, where the host had no time to tell before. */
  refusal?: ApiProblem;
  data: unknown;
  reload: () => void;
}

/** Somebody else was faster: says who and when, and leaves what was typed on the screen to be copied or reused. */
export function MovedNotice({ task, moved, refusal, data, reload }: Props) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const by = moved?.completedBy ?? refusal?.body.completedBy;
  const who = useActorName(by);
  const at = moved?.completedAt ?? refusal?.body.completedAt;
  const title = by
    ? t('conflict.completed', { who, at: formatInstant(at) })
    : moved?.status === 'cancelled'
      ? t('conflict.cancelled')
      : moved?.assignee && moved.assignee.userName !== task.assignee?.userName
        ? t('conflict.claimedBy', { who: moved.assignee.displayName })
        : t('conflict.changed');
  const typed = useShownData(data, task.formSchema);
  const copy = async () => {
    const text = typed.map((row) => t('text.pair', { name: row.title, value: row.text })).join('\n');
    if (await copyText(text)) void message.info(t('conflict.copied'));
    else void message.warning(t('conflict.notCopied'));
  };
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="full-width gap-below"
      title={title}
      description={typed.length > 0 ? t('conflict.kept') : undefined}
      action={
        <span className="row">
          {typed.length > 0 && (
            <Button size="small" onClick={() => void copy()}>
              {t('conflict.copy')}
            </Button>
          )}
          {moved !== task && (
            <Button size="small" onClick={reload}>
              {t('conflict.reload')}
            </Button>
          )}
        </span>
      }
    />
  );
}
