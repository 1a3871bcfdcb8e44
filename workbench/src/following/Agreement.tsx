import type { PublicCase } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant, formatMoney } from '../shared/format';

/** What both sides are asked to confirm, and who has. */
export function Agreement({ agreement }: { agreement: NonNullable<PublicCase['agreement']> }) {
  const { t } = useI18n();
  const side = (name: string, at: string | null) => (
    <li className="row">
      <span className="grow">{name}</span>
      <span className="muted num">{at ? t('agreement.confirmedAt', { at: formatInstant(at) }) : t('agreement.open')}</span>
    </li>
  );
  return (
    <section className="party-task">
      <h2>{t('agreement.title')}</h2>
      <p className="facts">{agreement.terms}</p>
      {agreement.amount !== null && (
        <p>
          {t('field.amount')} <b className="num">{formatMoney(agreement.amount)}</b>
          {agreement.performBy && <> · {t('agreement.performBy', { date: agreement.performBy })}</>}
        </p>
      )}
      <ul className="plain">
        {side(t('case.applicant'), agreement.applicantConfirmedAt)}
        {side(t('case.respondent'), agreement.respondentConfirmedAt)}
      </ul>
    </section>
  );
}
