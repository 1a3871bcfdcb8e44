import Button from 'antd/es/button';
import { useI18n } from '../i18n';
import { useReference } from '../shared/useReference';
import { emptyPerson, emptyRespondent, mostCoApplicants, mostRespondents, type PersonDraft, type RespondentDraft } from './draft';
import { Field } from './Field';
import { NativeSelect } from './NativeSelect';
import { PersonFields } from './PersonFields';
import { RespondentFields } from './RespondentFields';
import type { StepProps } from './stepProps';

/** The applicant, and those who apply with the applicant. */
export function YouStep({ draft, update, errorOf }: StepProps) {
  const { applicant } = draft;
  return (
    <>
      <PersonFields
        first
        path="applicant"
        company={applicant.kind === 'employer'}
        person={applicant}
        set={(changes) => update({ applicant: { ...applicant, ...changes } })}
        errorOf={errorOf}
      />
      {applicant.kind === 'worker' && <CoApplicants draft={draft} update={update} errorOf={errorOf} />}
    </>
  );
}

function CoApplicants({ draft, update, errorOf }: StepProps) {
  const { t } = useI18n();
  const people = draft.coApplicants;
  const set = (index: number, changes: Partial<PersonDraft>) =>
    update({ coApplicants: people.map((person, at) => (at === index ? { ...person, ...changes } : person)) });
  return (
    <section className="gap-above">
      <h2>{t('filing.many.people')}</h2>
      <p className="muted">{t('filing.many.people.help')}</p>
      {errorOf('coApplicants') && <div className="field-error">{errorOf('coApplicants')}</div>}
      {people.map((person, index) => (
        <fieldset key={index} className="claim">
          <legend>{t('filing.many.person', { number: index + 1 })}</legend>
          {errorOf(`coApplicants[${index}]`) && <div className="field-error">{errorOf(`coApplicants[${index}]`)}</div>}
          <PersonFields path={`coApplicants[${index}]`} person={person} set={(changes) => set(index, changes)} errorOf={errorOf} />
          <p>
            <Button size="small" onClick={() => update({ coApplicants: people.filter((_, at) => at !== index) })}>
              {t('filing.row.remove')}
            </Button>
          </p>
        </fieldset>
      ))}
      {people.length < mostCoApplicants && (
        <Button onClick={() => update({ coApplicants: [...people, emptyPerson()] })}>{t('filing.many.addPerson')}</Button>
      )}
    </section>
  );
}

/** The other side, and where the work was done: that decides which office is responsible. */
export function OtherStep({ draft, update, errorOf }: StepProps) {
  const { t } = useI18n();
  const reference = useReference();
  const { respondent, furtherRespondents: others } = draft;
  const company = draft.applicant.kind === 'worker';
  const set = (index: number, changes: Partial<RespondentDraft>) =>
    update({ furtherRespondents: others.map((other, at) => (at === index ? { ...other, ...changes } : other)) });
  return (
    <>
      <RespondentFields
        index={0}
        company={company}
        respondent={respondent}
        set={(changes) => update({ respondent: { ...respondent, ...changes } })}
        errorOf={errorOf}
      />
      {others.map((other, index) => (
        <fieldset key={index} className="claim">
          <legend>{t(company ? 'filing.many.unit' : 'filing.many.worker', { number: index + 2 })}</legend>
          <RespondentFields
            index={index + 1}
            company={company}
            respondent={other}
            set={(changes) => set(index, changes)}
            errorOf={errorOf}
          />
          <p>
            <Button size="small" onClick={() => update({ furtherRespondents: others.filter((_, at) => at !== index) })}>
              {t('filing.row.remove')}
            </Button>
          </p>
        </fieldset>
      ))}
      {errorOf('respondents') && <div className="field-error">{errorOf('respondents')}</div>}
      {company && <p className="muted">{t('filing.many.units.help')}</p>}
      {others.length + 1 < mostRespondents && (
        <p>
          <Button onClick={() => update({ furtherRespondents: [...others, emptyRespondent()] })}>
            {t(company ? 'filing.many.addUnit' : 'filing.many.addWorker')}
          </Button>
        </p>
      )}
      <Field label={t('filing.district')} help={t('filing.district.help')} required error={errorOf('district')}>
        <NativeSelect
          value={draft.district}
          placeholder={t('form.choose')}
          onChange={(district) => update({ district })}
          options={(reference.data?.districts ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Field>
    </>
  );
}
