import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n';
import { formatMoney } from '../shared/format';
import { useReference } from '../shared/useReference';
import { amountOf, totalOf, type Step } from './draft';
import type { StepProps } from './stepProps';

interface Props extends StepProps {
  files: File[];
  goTo: (step: Step) => void;
}

/** Everything once more before it is sent, each part with the way back to it. */
export function ConfirmStep({ draft, update, errorOf, files, goTo }: Props) {
  const { t, pick } = useI18n();
  const reference = useReference();
  const { applicant, respondent, employment } = draft;
  const district = reference.data?.districts.find(({ code }) => code === draft.district)?.name ?? draft.district;
  const part = (step: Step, content: ReactNode) => (
    <section className="summary-part">
      <h3>
        {t(`filing.step.${step}`)}
        <Button type="link" size="small" onClick={() => goTo(step)}>
          {t('action.change')}
        </Button>
      </h3>
      {content}
    </section>
  );
  return (
    <>
      {part(
        'what',
        <p>
          {t('text.pair', {
            name: t(`filing.procedure.${draft.procedure}`),
            value: draft.claims.map((claim) => pick(reference.data?.causes.find(({ code }) => code === claim.cause))).join(t('text.comma')),
          })}
        </p>,
      )}
      {part(
        'you',
        <p>
          {[applicant.name, applicant.idNumber, applicant.phone].join(t('text.pause'))}
          <br />
          {applicant.serviceAddress}
        </p>,
      )}
      {part(
        'other',
        <p>
          {[
            respondent.name,
            respondent.creditCode,
            respondent.legalRepresentative,
            respondent.workplaceAddress,
            respondent.contactPhone,
            district,
          ]
            .filter(Boolean)
            .join(t('text.comma'))}
        </p>,
      )}
      {part(
        'job',
        <p>
          {[
            `${employment.startedOn} – ${employment.stillEmployed ? t('case.employed') : employment.endedOn}`,
            employment.post,
            formatMoney(amountOf(employment.monthlyWage)),
          ].join(t('text.pause'))}
        </p>,
      )}
      {part(
        'claims',
        <>
          <ul className="plain">
            {draft.claims.map((claim) => (
              <li key={claim.cause} className="row top">
                <span className="grow">
                  {pick(reference.data?.causes.find((cause) => cause.code === claim.cause)) || claim.cause}
                  <span className="muted block">{claim.basis}</span>
                </span>
                <span className="num">{formatMoney(amountOf(claim.amount))}</span>
              </li>
            ))}
          </ul>
          <p className="row">
            <b className="grow">{t('field.total')}</b> <b className="num">{formatMoney(totalOf(draft.claims))}</b>
          </p>
          <p className="facts">{draft.facts}</p>
        </>,
      )}
      {part('evidence', <p>{files.length > 0 ? files.map((file) => file.name).join(t('text.comma')) : t('evidence.none')}</p>)}
      <Checkbox checked={draft.truthful} onChange={(event) => update({ truthful: event.target.checked })}>
        {t('filing.truthful')}
      </Checkbox>
      {errorOf('truthful') && <div className="field-error">{errorOf('truthful')}</div>}
    </>
  );
}
