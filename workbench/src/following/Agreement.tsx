import type { PublicCase } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant, formatMoney } from '../shared/format';

type Public = NonNullable<PublicCase['agreement']>;
/** Officers read shares and instalments in the step that drafted them. */
type Shown = Omit<Public, 'payer' | 'shares' | 'instalments'> & Partial<Pick<Public, 'payer' | 'shares' | 'instalments'>>;

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
      {agreement.payer && agreement.amount !== null && (
        <p>{t('agreement.payer', { side: t(agreement.payer === 'applicant' ? 'case.applicant' : 'case.respondent') })}</p>
      )}
      {agreement.instalments && agreement.instalments.length > 0 && (
        <Rows
          title={t('agreement.instalments')}
          rows={agreement.instalments.map((one, i) => ({
            name: `${i + 1}. ${one.dueOn}${one.what ? ` ${one.what}` : ''}`,
            amount: one.amount,
          }))}
        />
      )}
      {agreement.shares && agreement.shares.length > 0 && <Rows title={t('agreement.shares')} rows={agreement.shares} />}
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

function Rows({ title, rows }: { title: string; rows: { name: string; amount: number | null }[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul className="plain">
        {rows.map((row) => (
          <li key={row.name} className="row">
            <span className="grow">{row.name}</span>
            {row.amount !== null && <b className="num">{formatMoney(row.amount)}</b>}
          </li>
        ))}
      </ul>
    </>
  );
}
