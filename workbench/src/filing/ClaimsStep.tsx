import Input from 'antd/es/input';
import { useI18n } from '../i18n';
import { formatMoney } from '../shared/format';
import { useReference } from '../shared/useReference';
import { ClaimAmountHelp } from './ClaimAmountHelp';
import { totalOf, type ClaimDraft } from './draft';
import { Field } from './Field';
import type { StepProps } from './stepProps';

/** How much is asked for and why, one block a demand. */
export function ClaimsStep({ draft, update, errorOf }: StepProps) {
  const { t, pick } = useI18n();
  const reference = useReference();
  const set = (index: number, changes: Partial<ClaimDraft>) =>
    update({ claims: draft.claims.map((claim, at) => (at === index ? { ...claim, ...changes } : claim)) });
  return (
    <>
      {draft.claims.map((claim, index) => (
        <fieldset key={claim.cause} className="claim">
          <legend>{pick(reference.data?.causes.find((cause) => cause.code === claim.cause)) || claim.cause}</legend>
          <Field label={t('field.amount')} help={t('filing.amount.help')} error={errorOf(`claims[${index}].amount`)}>
            <Input
              inputMode="decimal"
              prefix="¥"
              maxLength={16}
              value={claim.amount}
              onChange={(event) => set(index, { amount: event.target.value })}
            />
          </Field>
          <ClaimAmountHelp
            draft={draft}
            cause={claim.cause}
            take={(amount, basis) => set(index, { amount, basis: claim.basis || basis })}
          />
          <div className="pair">
            <Field label={t('filing.periodFrom')} error={errorOf(`claims[${index}].periodFrom`)}>
              <Input type="date" value={claim.periodFrom} onChange={(event) => set(index, { periodFrom: event.target.value })} />
            </Field>
            <Field label={t('filing.periodTo')} error={errorOf(`claims[${index}].periodTo`)}>
              <Input type="date" value={claim.periodTo} onChange={(event) => set(index, { periodTo: event.target.value })} />
            </Field>
          </div>
          <Field label={t('filing.basis')} help={t('filing.basis.help')} required error={errorOf(`claims[${index}].basis`)}>
            <Input.TextArea
              autoSize={{ minRows: 2 }}
              maxLength={1000}
              value={claim.basis}
              onChange={(event) => set(index, { basis: event.target.value })}
            />
          </Field>
        </fieldset>
      ))}
      <p>
        {t('field.total')} <b className="num">{formatMoney(totalOf(draft.claims))}</b>
      </p>
      <Field label={t('filing.facts')} help={t('filing.facts.help')} required error={errorOf('facts')}>
        <Input.TextArea
          autoSize={{ minRows: 5 }}
          maxLength={10_000}
          value={draft.facts}
          onChange={(event) => update({ facts: event.target.value })}
        />
      </Field>
      <Field label={t('filing.infringedOn')} help={t('filing.infringedOn.help')} required error={errorOf('rightInfringedOn')}>
        <Input type="date" value={draft.rightInfringedOn} onChange={(event) => update({ rightInfringedOn: event.target.value })} />
      </Field>
    </>
  );
}
