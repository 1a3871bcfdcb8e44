import type { CaseDetail } from '../api/types';
import { useI18n, type Translate } from '../i18n';
import { formatDate, formatMoney } from '../shared/format';

/** 用工情况: the employment that is in dispute, the day from which its time runs, and who mediated. */
export function Employment({ record }: { record: CaseDetail }) {
  const { t } = useI18n();
  const { employment } = record;
  // An inspection, a grade or guidance is about an employer, not about one employment.
  const employed = employment.post !== '–';
  if (!employed && !record.mediationOrganisation) return null;
  return (
    <>
      {employed && (
        <>
          <h2>{t('case.employment')}</h2>
          <p>
            {formatDate(employment.startedOn)} – {employment.endedOn ?? t('case.employed')} · {employment.post} · {t('case.monthlyWage')}{' '}
            {formatMoney(employment.monthlyWage)} · {contractName(employment.contractStatus, t)}
          </p>
          <p>{t('text.pair', { name: t('case.infringedOn'), value: formatDate(record.rightInfringedOn) })}</p>
        </>
      )}
      {record.mediationOrganisation && <p>{t('text.pair', { name: t('case.mediatedBy'), value: record.mediationOrganisation })}</p>}
    </>
  );
}

function contractName(code: string, t: Translate): string {
  return code === 'written' || code === 'none' || code === 'expired' || code === 'unknown' ? t(`case.contract.${code}`) : code;
}
