import type { PublicTask } from '../api/types';
import { useI18n } from '../i18n';
import { remainingText } from '../shared/remaining';

/** The last day of a step that waits for the party, and how many days are left. */
export function PartyDue({ task }: { task: Pick<PublicTask, 'dueOn' | 'remainingDays'> }) {
  const { t } = useI18n();
  if (!task.dueOn) return null;
  const late = (task.remainingDays ?? 0) < 0;
  return (
    <p className={late ? 'party-due field-error' : 'party-due'}>
      {t('party.dueBy', { date: task.dueOn })}
      {t('text.paren', { text: remainingText(task.remainingDays, t) })}
    </p>
  );
}
