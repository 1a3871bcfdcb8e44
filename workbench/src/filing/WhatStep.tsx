import { useI18n, type MessageKey } from '../i18n';
import { zhCN } from '../i18n/locales/zh-CN';
import { useReference } from '../shared/useReference';
import { ProcedureChoice } from './ProcedureChoice';
import { toggleCause } from './draft';
import type { StepProps } from './stepProps';

/** What happened, in plain words: each answer is the cause of one demand. */
export function WhatStep({ draft, update, errorOf }: StepProps) {
  const { t, pick } = useI18n();
  const reference = useReference();
  return (
    <>
      <fieldset className="plain-fieldset">
        <legend>{t('filing.who')}</legend>
        <div className="choices two">
          {(['worker', 'employer'] as const).map((kind) => (
            <label key={kind} className={draft.applicant.kind === kind ? 'choice chosen' : 'choice'}>
              <input
                type="radio"
                name="kind"
                checked={draft.applicant.kind === kind}
                onChange={() =>
                  update({ applicant: { ...draft.applicant, kind, idType: kind === 'worker' ? 'resident-id' : 'credit-code' } })
                }
              />
              {t(`filing.who.${kind}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <ProcedureChoice draft={draft} update={update} errorOf={errorOf} />
      <fieldset className="plain-fieldset">
        <legend>{t('filing.what')}</legend>
        <p className="muted">{t('filing.what.help')}</p>
        <div className="choices">
          {(reference.data?.causes ?? []).map((cause) => {
            const chosen = draft.claims.some((claim) => claim.cause === cause.code);
            const plain = `cause.${cause.code}`;
            return (
              <label key={cause.code} className={chosen ? 'choice chosen' : 'choice'}>
                <input type="checkbox" checked={chosen} onChange={() => update({ claims: toggleCause(draft.claims, cause.code) })} />
                <span>
                  <b>{pick(cause)}</b>
                  {plain in zhCN && <span className="muted block">{t(plain as MessageKey)}</span>}
                </span>
              </label>
            );
          })}
        </div>
        {errorOf('claims') && <div className="field-error">{errorOf('claims')}</div>}
      </fieldset>
    </>
  );
}
