import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import DatePicker from 'antd/es/date-picker';
import Input from 'antd/es/input';
import InputNumber from 'antd/es/input-number';
import Radio from 'antd/es/radio';
import Select from 'antd/es/select';
import { useMutation, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, post } from '../api/client';
import { newOperationId } from '../api/operationId';
import { ConnectionLost, errorsByField } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { todayInChina } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';
import { useReference } from '../shared/useReference';

type Lead = Schemas['InspectionLead'];
type Source = Schemas['CodeName'];

const empty = (): Partial<Lead> => ({ procedure: 'INS', foundOn: todayInChina(), migrantWorkers: false });

/** 登记主动检查: what an inspector found on patrol, by draw, in a campaign or was handed over, as a case in one step. */
export function NewInspectionPage() {
  const { t, language, pick } = useI18n();
  const errorText = useErrorText();
  const reference = useReference();
  const [lead, setLead] = useState(empty);
  const [operationId, setOperationId] = useState(newOperationId);
  const [mended, setMended] = useState<string[]>([]);
  const set = (changes: Partial<Lead>) => {
    setLead((current) => ({ ...current, ...changes }));
    setMended((fields) => [...fields, ...Object.keys(changes)]);
  };
  const sources = useQuery({
    queryKey: ['inspection-sources'],
    queryFn: ({ signal }) => get<Source[]>('/api/inspections/sources', undefined, signal),
    staleTime: Infinity,
  });
  const open = useMutation({
    mutationFn: () => post<Schemas['InspectionsReceipt']>('/api/inspections', { lead, operationId }),
  });
  const refused = errorsByField(open.error, language);
  // What is being mended is not blamed any more.
  const errors = Object.fromEntries(Object.entries(refused).filter(([field]) => !mended.includes(field)));
  if (open.data)
    return (
      <section className="page">
        <h1>{t('inspection.opened')}</h1>
        <p role="status" className="receipt-number">
          <Link to={`/cases/${open.data.caseId}`}>{open.data.caseNumber}</Link>
        </p>
        {open.data.othersOpen.length > 0 && (
          <Alert
            type="warning"
            showIcon
            className="gap-below"
            title={t('inspection.others')}
            description={
              <ul className="plain">
                {open.data.othersOpen.map((number) => (
                  <li key={number}>
                    <Link to={`/cases?q=${encodeURIComponent(number)}`}>{number}</Link>
                  </li>
                ))}
              </ul>
            }
          />
        )}
        <Button
          onClick={() => {
            setLead(empty());
            setOperationId(newOperationId());
            open.reset();
          }}
        >
          {t('inspection.another')}
        </Button>
      </section>
    );
  return (
    <form
      className="page lead-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMended([]);
        open.mutate();
      }}
    >
      <h1>{t('nav.inspection')}</h1>
      <p className="muted">{t('inspection.intro')}</p>
      {open.isError && Object.keys(refused).length === 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="gap-below"
          title={errorText(open.error)}
          description={open.error instanceof ConnectionLost ? t('draft.kept') : undefined}
        />
      )}
      <div className="lead-grid">
        <Field label={t('inspection.source')} required error={errors.source}>
          <Select
            value={lead.source ?? undefined}
            placeholder={t('form.choose')}
            options={(sources.data ?? []).map((source) => ({ value: source.code, label: pick(source) }))}
            onChange={(source: string) => set({ source })}
          />
        </Field>
        <Field label={t('inspection.reference')} help={t('inspection.reference.help')} error={errors.reference}>
          <Input maxLength={200} value={lead.reference ?? ''} onChange={(event) => set({ reference: event.target.value })} />
        </Field>
        <Field label={t('inspection.employer')} required error={errors.employer}>
          <Input maxLength={200} value={lead.employer ?? ''} onChange={(event) => set({ employer: event.target.value })} />
        </Field>
        <Field label={t('inspection.creditCode')} error={errors.creditCode}>
          <Input maxLength={18} value={lead.creditCode ?? ''} onChange={(event) => set({ creditCode: event.target.value })} />
        </Field>
        <Field label={t('inspection.district')} required error={errors.district}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            value={lead.district ?? undefined}
            placeholder={t('form.choose')}
            options={(reference.data?.districts ?? []).map((district) => ({ value: district.code, label: district.name }))}
            onChange={(district: string) => set({ district })}
          />
        </Field>
        <Field label={t('inspection.address')} error={errors.address}>
          <Input maxLength={200} value={lead.address ?? ''} onChange={(event) => set({ address: event.target.value })} />
        </Field>
        <Field label={t('inspection.legalRepresentative')} error={errors.legalRepresentative}>
          <Input
            maxLength={200}
            value={lead.legalRepresentative ?? ''}
            onChange={(event) => set({ legalRepresentative: event.target.value })}
          />
        </Field>
        <Field label={t('inspection.phone')} error={errors.phone}>
          <Input maxLength={32} value={lead.phone ?? ''} onChange={(event) => set({ phone: event.target.value })} />
        </Field>
        <Field label={t('inspection.cause')} required error={errors.cause}>
          <Select
            value={lead.cause ?? undefined}
            placeholder={t('form.choose')}
            options={(reference.data?.causes ?? []).map((cause) => ({ value: cause.code, label: pick(cause) }))}
            onChange={(cause: string) => set({ cause })}
          />
        </Field>
        <Field label={t('inspection.foundOn')} required error={errors.foundOn}>
          <DatePicker
            allowClear={false}
            maxDate={dayjs(todayInChina())}
            value={lead.foundOn ? dayjs(lead.foundOn) : null}
            onChange={(day) => set({ foundOn: day?.format('YYYY-MM-DD') ?? null })}
          />
        </Field>
        <Field label={t('inspection.workers')} error={errors.workers}>
          <InputNumber min={1} max={1_000_000} precision={0} value={lead.workers} onChange={(workers) => set({ workers })} />
        </Field>
        <Field label={t('inspection.amount')} error={errors.amount}>
          <InputNumber min={0.01} precision={2} value={lead.amount} onChange={(amount) => set({ amount })} />
        </Field>
      </div>
      <Field label={t('inspection.facts')} help={t('inspection.facts.help')} required error={errors.facts}>
        <Input.TextArea
          autoSize={{ minRows: 4 }}
          maxLength={4000}
          value={lead.facts ?? ''}
          onChange={(event) => set({ facts: event.target.value })}
        />
      </Field>
      <p>
        <Checkbox checked={lead.migrantWorkers ?? false} onChange={(event) => set({ migrantWorkers: event.target.checked })}>
          {t('inspection.migrantWorkers')}
        </Checkbox>
      </p>
      <Field label={t('inspection.procedure')} required error={errors.procedure}>
        <Radio.Group
          value={lead.procedure ?? 'INS'}
          onChange={(event) => set({ procedure: String(event.target.value) })}
          options={[
            { value: 'INS', label: t('inspection.procedure.INS') },
            { value: 'INSF', label: t('inspection.procedure.INSF') },
          ]}
        />
      </Field>
      <p>
        <Button type="primary" htmlType="submit" loading={open.isPending}>
          {t('inspection.open')}
        </Button>
      </p>
    </form>
  );
}
