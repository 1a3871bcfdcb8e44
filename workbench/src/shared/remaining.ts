import type { Translate } from '../i18n';

/** "3 days left", "due today", "2 days overdue". */
export function remainingText(days: number | null | undefined, t: Translate): string {
  if (days === null || days === undefined) return '—';
  if (days === 0) return t('due.today');
  return days > 0 ? t('due.left', { days }) : t('due.over', { days: -days });
}
