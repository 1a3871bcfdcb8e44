import Checkbox from 'antd/es/checkbox';
import Input from 'antd/es/input';
import { useI18n } from '../i18n';
import { useReference } from '../shared/useReference';
import { Field } from './Field';
import { NativeSelect } from './NativeSelect';
import type { StepProps } from './stepProps';

/** The applicant. */
export function YouStep({ draft, update, errorOf }: StepProps) {
  const { t } = useI18n();
  const { applicant } = draft;
  const set = (changes: Partial<typeof applicant>) => update({ applicant: { ...applicant, ...changes } });
  const idTypes = applicant.kind === 'worker' ? (['resident-id', 'hk-macao-permit', 'passport'] as const) : (['credit-code'] as const);
  return (
    <>
      <Field label={t(applicant.kind === 'worker' ? 'filing.name' : 'filing.companyName')} required error={errorOf('applicant.name')}>
        <Input autoComplete="name" maxLength={100} value={applicant.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={t('filing.idType')} required>
        <NativeSelect
          value={applicant.idType}
          onChange={(idType) => set({ idType })}
          options={idTypes.map((value) => ({ value, label: t(`idType.${value}`) }))}
        />
      </Field>
      <Field label={t('filing.idNumber')} required error={errorOf('applicant.idNumber')}>
        <Input autoComplete="off" maxLength={20} value={applicant.idNumber} onChange={(event) => set({ idNumber: event.target.value })} />
      </Field>
      <Field label={t('filing.phone')} help={t('filing.phone.help')} required error={errorOf('applicant.phone')}>
        <Input
          type="tel"
          autoComplete="tel"
          maxLength={20}
          value={applicant.phone}
          onChange={(event) => set({ phone: event.target.value })}
        />
      </Field>
      <Field label={t('filing.serviceAddress')} help={t('filing.serviceAddress.help')} required error={errorOf('applicant.serviceAddress')}>
        <Input.TextArea
          autoComplete="street-address"
          autoSize={{ minRows: 2 }}
          maxLength={300}
          value={applicant.serviceAddress}
          onChange={(event) => set({ serviceAddress: event.target.value })}
        />
      </Field>
      <Field label={t('filing.email')} error={errorOf('applicant.email')}>
        <Input
          type="email"
          autoComplete="email"
          maxLength={200}
          value={applicant.email}
          onChange={(event) => set({ email: event.target.value })}
        />
      </Field>
      <Checkbox
        checked={applicant.consentsToElectronicService}
        onChange={(event) => set({ consentsToElectronicService: event.target.checked })}
      >
        {t('filing.eService')}
      </Checkbox>
    </>
  );
}

/** The other side, and where the work was done: that decides which office is responsible. */
export function OtherStep({ draft, update, errorOf }: StepProps) {
  const { t } = useI18n();
  const reference = useReference();
  const { respondent } = draft;
  const company = draft.applicant.kind === 'worker';
  const set = (changes: Partial<typeof respondent>) => update({ respondent: { ...respondent, ...changes } });
  return (
    <>
      <Field
        label={t(company ? 'filing.employerName' : 'filing.workerName')}
        help={company ? t('filing.employerName.help') : undefined}
        required
        error={errorOf('respondents[0].name')}
      >
        <Input maxLength={200} value={respondent.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      {company && (
        <>
          <Field label={t('filing.creditCode')} help={t('filing.creditCode.help')} error={errorOf('respondents[0].creditCode')}>
            <Input maxLength={18} value={respondent.creditCode} onChange={(event) => set({ creditCode: event.target.value })} />
          </Field>
          <Field label={t('case.legalRepresentative')} error={errorOf('respondents[0].legalRepresentative')}>
            <Input
              maxLength={100}
              value={respondent.legalRepresentative}
              onChange={(event) => set({ legalRepresentative: event.target.value })}
            />
          </Field>
        </>
      )}
      <Field label={t('filing.workplace')} error={errorOf('respondents[0].workplaceAddress')}>
        <Input maxLength={300} value={respondent.workplaceAddress} onChange={(event) => set({ workplaceAddress: event.target.value })} />
      </Field>
      <Field label={t('filing.contactPhone')} error={errorOf('respondents[0].contactPhone')}>
        <Input type="tel" maxLength={20} value={respondent.contactPhone} onChange={(event) => set({ contactPhone: event.target.value })} />
      </Field>
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
