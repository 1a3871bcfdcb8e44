import { useI18n } from '../i18n';
import { procedures } from './draft';
import type { StepProps } from './stepProps';

/** Which way the applicant wants to go, in plain words. */
export function ProcedureChoice({ draft, update, errorOf }: StepProps) {
  const { t } = useI18n();
  return (
    <fieldset className="plain-fieldset">
      <legend>{t('filing.procedure')}</legend>
      <div className="choices">
        {procedures.map((procedure) => (
          <label key={procedure} className={draft.procedure === procedure ? 'choice chosen' : 'choice'}>
            <input type="radio" name="procedure" checked={draft.procedure === procedure} onChange={() => update({ procedure })} />
            <span>
              <b>{t(`filing.procedure.${procedure}`)}</b>
              <span className="muted block">{t(`filing.procedure.${procedure}.help`)}</span>
            </span>
          </label>
        ))}
      </div>
      {errorOf('procedure') && <div className="field-error">{errorOf('procedure')}</div>}
    </fieldset>
  );
}
