import Checkbox from 'antd/es/checkbox';
import Input from 'antd/es/input';
import { useI18n } from '../i18n';
import type { PersonDraft } from './draft';
import { Field } from './Field';
import { NativeSelect } from './NativeSelect';

interface Props {
  /** Where the person stands in the application, as the host names it: `applicant` or `coApplicants[0]`. */
  path: string;
  person: PersonDraft;
  set: (changes: Partial<PersonDraft>) => void;
  errorOf: (path: string) => string | undefined;
  /** An employer that applies. */
  company?: boolean;
  /** The one who files: is called on this telephone, and papers go to this address. */
  first?: boolean;
}

/** Who somebody is and how they are reached. */
export function PersonFields({ path, person, set, errorOf, company = false, first = false }: Props) {
  const { t } = useI18n();
  const idTypes = company ? (['credit-code'] as const) : (['resident-id', 'hk-macao-permit', 'passport'] as const);
  // A browser knows the name and telephone of whoever fills in, not those of the others.
  const known = (what: string) => (first ? what : 'off');
  return (
    <>
      <Field label={t(company ? 'filing.companyName' : 'filing.name')} required error={errorOf(`${path}.name`)}>
        <Input autoComplete={known('name')} maxLength={100} value={person.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={t('filing.idType')} required error={errorOf(`${path}.idType`)}>
        <NativeSelect
          value={person.idType}
          onChange={(idType) => set({ idType })}
          options={idTypes.map((value) => ({ value, label: t(`idType.${value}`) }))}
        />
      </Field>
      <Field label={t('filing.idNumber')} required error={errorOf(`${path}.idNumber`)}>
        <Input autoComplete="off" maxLength={20} value={person.idNumber} onChange={(event) => set({ idNumber: event.target.value })} />
      </Field>
      <Field label={t('filing.phone')} help={first ? t('filing.phone.help') : undefined} required={first} error={errorOf(`${path}.phone`)}>
        <Input
          type="tel"
          autoComplete={known('tel')}
          maxLength={20}
          value={person.phone}
          onChange={(event) => set({ phone: event.target.value })}
        />
      </Field>
      <Field
        label={t('filing.serviceAddress')}
        help={t(first ? 'filing.serviceAddress.help' : 'filing.many.sameAddress')}
        required={first}
        error={errorOf(`${path}.serviceAddress`)}
      >
        <Input.TextArea
          autoComplete={known('street-address')}
          autoSize={{ minRows: first ? 2 : 1 }}
          maxLength={300}
          value={person.serviceAddress}
          onChange={(event) => set({ serviceAddress: event.target.value })}
        />
      </Field>
      <Field label={t('filing.email')} error={errorOf(`${path}.email`)}>
        <Input
          type="email"
          autoComplete={known('email')}
          maxLength={200}
          value={person.email}
          onChange={(event) => set({ email: event.target.value })}
        />
      </Field>
      <Checkbox
        className={first ? undefined : 'gap-below'}
        checked={person.consentsToElectronicService}
        onChange={(event) => set({ consentsToElectronicService: event.target.checked })}
      >
        {t('filing.eService')}
      </Checkbox>
    </>
  );
}
