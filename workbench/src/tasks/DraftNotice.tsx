import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import type { DraftStart } from './drafts';

interface Props {
  from: DraftStart['from'];
  /** When this browser's copy was typed. */
  savedAt: number;
  /** Puts this browser's copy into the form. */
  take: () => void;
}

/** Which draft the form shows: this browser's, or a newer one of the host; what is not shown and was never saved can be taken instead. */
export function DraftNotice({ from, savedAt, take }: Props) {
  const { t } = useI18n();
  if (!from) return null;
  const at = formatInstant(new Date(savedAt).toISOString());
  const title = { local: t('draft.restored', { at }), elsewhere: t('draft.elsewhere'), conflict: t('draft.conflict', { at }) }[from];
  return (
    <Alert
      type={from === 'conflict' ? 'warning' : 'info'}
      showIcon
      className="gap-below"
      title={title}
      action={
        from === 'conflict' && (
          <Button size="small" onClick={take}>
            {t('draft.useLocal')}
          </Button>
        )
      }
    />
  );
}
