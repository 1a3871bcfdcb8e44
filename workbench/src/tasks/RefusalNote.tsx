import { useI18n } from '../i18n';
import type { Refusal } from './refusals';

/** Why a task was left out by a bulk command, and what to do with it. */
export function RefusalNote({ refusal }: { refusal: Refusal }) {
  const { t, pick } = useI18n();
  return (
    <span className="refusal">
      <span className="field-error">{t('task.refused', { why: pick(refusal.why) })}</span>
      <span className="muted">{t(refusal.next)}</span>
    </span>
  );
}
