import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import DatePicker from 'antd/es/date-picker';
import Input from 'antd/es/input';
import InputNumber from 'antd/es/input-number';
import Select from 'antd/es/select';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { post } from '../api/client';
import { errorsByField } from '../api/problem';
import { Field } from '../filing/Field';
import { useErrorText } from '../shared/useErrorText';
import { useMessages } from './messages';
import type { Change, Parameter } from './types';
import { usePlaces } from './usePlaces';
import { shownUnit } from './values';

/** A new row beside the old one, on a legal basis; it waits for another administrator. */
export function ProposeChange({ row, done }: { row: Parameter; done: () => void }) {
  const { m, t, language } = useMessages();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const places = usePlaces();
  const client = useQueryClient();
  const navigate = useNavigate();
  const unit = shownUnit(row.unitText, m) && t('text.paren', { text: shownUnit(row.unitText, m) });
  const [draft, setDraft] = useState({
    value: row.value,
    extensionCap: row.extensionCap,
    ruleZh: '',
    basis: '',
    jurisdictions: [] as string[],
    effectiveFrom: '',
    effectiveTo: '',
    legalBasis: '',
  });
  const set = (changes: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...changes }));
  const propose = useMutation({
    mutationFn: () =>
      post<Change>('/api/statutes/changes', {
        parameterId: row.id,
        value: draft.value,
        extensionCap: draft.extensionCap,
        ruleZh: draft.ruleZh || null,
        basis: draft.basis || null,
        jurisdictions: draft.jurisdictions.length > 0 ? draft.jurisdictions : row.jurisdictions,
        effectiveFrom: draft.effectiveFrom || null,
        effectiveTo: draft.effectiveTo || null,
        legalBasis: draft.legalBasis,
      }),
    onSuccess: (change) => {
      void message.success(m('propose.done'));
      void client.invalidateQueries({ queryKey: ['statute-changes'] });
      done();
      void navigate(`/statutes?tab=changes&change=${change.id}`);
    },
  });
  const errors = errorsByField(propose.error, language);
  const day = (value: string) => (value ? dayjs(value) : null);
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        propose.mutate();
      }}
    >
      <h3>{m('propose.title')}</h3>
      <p className="muted">{m('propose.help')}</p>
      {propose.isError && Object.keys(errors).length === 0 && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(propose.error)} />
      )}
      {row.isNumeric && (
        <Field label={m('propose.value') + unit} required error={errors.value}>
          <InputNumber className="full-width" min={0} value={draft.value} onChange={(value) => set({ value })} />
        </Field>
      )}
      {row.isPeriod && (
        <Field label={m('propose.cap') + unit} error={errors.extensionCap}>
          <InputNumber className="full-width" min={0} value={draft.extensionCap} onChange={(extensionCap) => set({ extensionCap })} />
        </Field>
      )}
      <Field label={m('propose.from')} required error={errors.effectiveFrom}>
        <DatePicker
          className="full-width"
          value={day(draft.effectiveFrom)}
          onChange={(date) => set({ effectiveFrom: date?.format('YYYY-MM-DD') ?? '' })}
        />
      </Field>
      <Field label={m('propose.order')} required error={errors.legalBasis}>
        <Input.TextArea rows={2} maxLength={500} value={draft.legalBasis} onChange={(event) => set({ legalBasis: event.target.value })} />
      </Field>
      <Field label={m('propose.places')} error={errors['jurisdictions[0]']}>
        <Select
          mode="multiple"
          className="full-width"
          value={draft.jurisdictions}
          options={places.options}
          onChange={(jurisdictions: string[]) => set({ jurisdictions })}
        />
      </Field>
      <Field label={m('propose.article')} error={errors.basis}>
        <Input maxLength={500} placeholder={row.basis} value={draft.basis} onChange={(event) => set({ basis: event.target.value })} />
      </Field>
      <Field label={m('propose.rule')} error={errors.ruleZh}>
        <Input.TextArea
          rows={2}
          maxLength={1000}
          placeholder={row.ruleZh}
          value={draft.ruleZh}
          onChange={(event) => set({ ruleZh: event.target.value })}
        />
      </Field>
      <Field label={m('propose.to')} error={errors.effectiveTo}>
        <DatePicker
          className="full-width"
          value={day(draft.effectiveTo)}
          onChange={(date) => set({ effectiveTo: date?.format('YYYY-MM-DD') ?? '' })}
        />
      </Field>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={propose.isPending}>
          {m('propose.send')}
        </Button>
        <Button onClick={done}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
