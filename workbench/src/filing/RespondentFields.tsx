import Input from 'antd/es/input';
import { useI18n } from '../i18n';
import { employerRoles, type RespondentDraft } from './draft';
import { Field } from './Field';
import { NativeSelect } from './NativeSelect';

interface Props {
  index: number;
  respondent: RespondentDraft;
  set: (changes: Partial<RespondentDraft>) => void;
  errorOf: (path: string) => string | undefined;
  /** A unit rather than a worker. */
  company: boolean;
}

/** One of those against whom the application goes. */
export function RespondentFields({ index, respondent, set, errorOf, company }: Props) {
  const { t } = useI18n();
  const path = `respondents[${index}]`;
  const kind = errorOf(path) ?? errorOf(`${path}.kind`);
  return (
    <>
      {kind && <div className="field-error">{kind}</div>}
      <Field
        label={t(company ? 'filing.employerName' : 'filing.workerName')}
        help={company ? t('filing.employerName.help') : undefined}
        required
        error={errorOf(`${path}.name`)}
      >
        <Input maxLength={200} value={respondent.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      {company && (
        <>
          <Field label={t('filing.role')} required error={errorOf(`${path}.role`)}>
            <NativeSelect
              value={respondent.role}
              onChange={(role) => set({ role })}
              options={employerRoles.map((value) => ({
                value,
                label: t(value === 'employer' ? 'filing.role.employer' : `role.${value}`),
              }))}
            />
          </Field>
          <Field label={t('filing.creditCode')} help={t('filing.creditCode.help')} error={errorOf(`${path}.creditCode`)}>
            <Input maxLength={18} value={respondent.creditCode} onChange={(event) => set({ creditCode: event.target.value })} />
          </Field>
          <Field label={t('case.legalRepresentative')} error={errorOf(`${path}.legalRepresentative`)}>
            <Input
              maxLength={100}
              value={respondent.legalRepresentative}
              onChange={(event) => set({ legalRepresentative: event.target.value })}
            />
          </Field>
          <Field
            label={t('filing.registeredAddress')}
            help={t('filing.registeredAddress.help')}
            error={errorOf(`${path}.registeredAddress`)}
          >
            <Input
              maxLength={300}
              value={respondent.registeredAddress}
              onChange={(event) => set({ registeredAddress: event.target.value })}
            />
          </Field>
        </>
      )}
      <Field label={t('filing.workplace')} error={errorOf(`${path}.workplaceAddress`)}>
        <Input maxLength={300} value={respondent.workplaceAddress} onChange={(event) => set({ workplaceAddress: event.target.value })} />
      </Field>
      <Field label={t('filing.contactPhone')} error={errorOf(`${path}.contactPhone`)}>
        <Input type="tel" maxLength={20} value={respondent.contactPhone} onChange={(event) => set({ contactPhone: event.target.value })} />
      </Field>
    </>
  );
}
