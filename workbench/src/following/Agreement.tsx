import type { PublicCase } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant, formatMoney } from '../shared/format';

type Shown = NonNullable<PublicCase['agreement']>;

/** What both sides are asked to confirm, and who has. */
export function Agreement({ agreement }: { agreement: Shown }) {
  const { t } = useI18n();
  return (
    <section className="party-task">
      <h2>{t('agreement.title')}</h2>
      <AgreementText agreement={agreement} />
    </section>
  );
}

/** The terms, what is to be paid by when, and where each side stands. */
export function AgreementText({ agreement }: { agreement: Shown }) {
  const { t } = useI18n();
  const sides = [
    { code: 'applicant', name: t('case.applicant'), at: agreement.applicantConfirmedAt },
    { code: 'respondent', name: t('case.respondent'), at: agreement.respondentConfirmedAt },
  ];
  return (
    <>
      <p className="facts">{agreement.terms}</p>
      {agreement.amount !== null && (
        <p>
          {t('field.amount')} <b className="num">{formatMoney(agreement.amount)}</b>
          {agreement.performBy && <> · {t('agreement.performBy', { date: agreement.performBy })}</>}
        </p>
      )}
      <ul className="plain">
        {sides.map((side) => (
          <li key={side.code} className="row">
            <span className="grow">{side.name}</span>
            <span className="muted num">
              {side.at
                ? t('agreement.confirmedAt', { at: formatInstant(side.at) })
                : agreement.declinedBy === side.code
                  ? t('case.agreement.declined', { side: side.name })
                  : t('agreement.open')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
