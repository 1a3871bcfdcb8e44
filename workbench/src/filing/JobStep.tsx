import Checkbox from 'antd/es/checkbox';
import Input from 'antd/es/input';
import { useI18n } from '../i18n';
import { Field } from './Field';
import { NativeSelect } from './NativeSelect';
import type { StepProps } from './stepProps';

/** The employment that the dispute is about. */
export function JobStep({ draft, update, errorOf }: StepProps) {
  const { t } = useI18n();
  const { employment } = draft;
  const set = (changes: Partial<typeof employment>) => update({ employment: { ...employment, ...changes } });
  return (
    <>
      <Field label={t('filing.startedOn')} required error={errorOf('employment.startedOn')}>
        <Input type="date" value={employment.startedOn} onChange={(event) => set({ startedOn: event.target.value })} />
      </Field>
      <Checkbox className="gap-below" checked={employment.stillEmployed} onChange={(event) => set({ stillEmployed: event.target.checked })}>
        {t('filing.stillEmployed')}
      </Checkbox>
      {!employment.stillEmployed && (
        <Field label={t('filing.endedOn')} required error={errorOf('employment.endedOn')}>
          <Input type="date" value={employment.endedOn} onChange={(event) => set({ endedOn: event.target.value })} />
        </Field>
      )}
      <Field label={t('filing.post')} required error={errorOf('employment.post')}>
        <Input maxLength={100} value={employment.post} onChange={(event) => set({ post: event.target.value })} />
      </Field>
      <Field label={t('filing.monthlyWage')} help={t('filing.monthlyWage.help')} required error={errorOf('employment.monthlyWage')}>
        <Input
          inputMode="decimal"
          prefix="¥"
          maxLength={16}
          value={employment.monthlyWage}
          onChange={(event) => set({ monthlyWage: event.target.value })}
        />
      </Field>
      <Field label={t('filing.contract')} required error={errorOf('employment.contractStatus')}>
        <NativeSelect
          value={employment.contractStatus}
          onChange={(contractStatus) => set({ contractStatus })}
          options={(['written', 'none', 'expired', 'unknown'] as const).map((value) => ({ value, label: t(`contract.${value}`) }))}
        />
      </Field>
      <Checkbox checked={draft.migrantWorker} onChange={(event) => update({ migrantWorker: event.target.checked })}>
        {t('filing.migrantWorker')}
      </Checkbox>
      <br />
      <Checkbox checked={draft.urgentHardship} onChange={(event) => update({ urgentHardship: event.target.checked })}>
        {t('filing.urgentHardship')}
      </Checkbox>
    </>
  );
}
