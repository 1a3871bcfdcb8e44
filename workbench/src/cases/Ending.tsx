import type { CaseDetail } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';

/** 结案: how the case ended, when and why. */
export function Ending({ record }: { record: Pick<CaseDetail, 'closedAt' | 'closedAs' | 'closingReason'> }) {
  const { t, pick, say } = useI18n();
  if (!record.closedAt) return null;
  return (
    <>
      <h2>{t('case.ending')}</h2>
      <p>
        <b>{pick(record.closedAs) || '—'}</b> <span className="muted num">{formatInstant(record.closedAt)}</span>
      </p>
      {record.closingReason && (
        <p className="facts">{t('text.pair', { name: t('case.closingReason'), value: say(record.closingReason) })}</p>
      )}
    </>
  );
}
