import type { CaseDetail } from '../api/types';
import { AgreementText } from '../following/Agreement';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';

/** 协议: what was agreed on, and who of both sides confirmed it when. */
export function Agreements({ agreements }: Pick<CaseDetail, 'agreements'>) {
  const { t } = useI18n();
  if (agreements.length === 0) return null;
  return (
    <>
      <h2>{t('case.agreements')}</h2>
      {agreements.map((agreement) => (
        <section key={agreement.draftedAt} className="agreement">
          <div className="muted num">{t('case.agreement.draftedAt', { at: formatInstant(agreement.draftedAt) })}</div>
          <AgreementText agreement={agreement} />
        </section>
      ))}
    </>
  );
}
