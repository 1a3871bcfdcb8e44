import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import DatePicker from 'antd/es/date-picker';
import Drawer from 'antd/es/drawer';
import Input from 'antd/es/input';
import Select from 'antd/es/select';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useState, type ReactNode } from 'react';
import { post } from '../api/client';
import { errorsByField } from '../api/problem';
import { Field } from '../filing/Field';
import { useErrorText } from '../shared/useErrorText';
import { useNarrow } from '../shared/useNarrow';
import { useMessages } from './messages';
import type { LocalDay } from './types';
import { usePlaces } from './usePlaces';

/** A drawer with a form whose result waits for another administrator. */
export function ProposalDrawer(props: {
  title: string;
  send: string;
  error: unknown;
  pending: boolean;
  submit: () => void;
  close: () => void;
  children: ReactNode;
}) {
  const { t, language } = useMessages();
  const narrow = useNarrow();
  const errorText = useErrorText();
  const unplaced = !!props.error && Object.keys(errorsByField(props.error, language)).length === 0;
  return (
    <Drawer
      open
      onClose={props.close}
      size={narrow ? '100%' : 460}
      title={props.title}
      footer={
        <div className="row">
          <Button type="primary" loading={props.pending} onClick={props.submit}>
            {props.send}
          </Button>
          <Button onClick={props.close}>{t('action.cancel')}</Button>
        </div>
      }
    >
      {unplaced && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(props.error)} />}
      {props.children}
    </Drawer>
  );
}

/** A day that one place alone takes off or works. */
export function AddLocalDay({ close }: { close: () => void }) {
  const { m, language } = useMessages();
  const { message } = App.useApp();
  const places = usePlaces();
  const client = useQueryClient();
  const [draft, setDraft] = useState({ jurisdiction: '440300', date: '', working: false, nameZh: '', legalBasis: '' });
  const set = (changes: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...changes }));
  const add = useMutation({
    mutationFn: () => post('/api/statutes/calendar/days', { ...draft, date: draft.date || null }),
    onSuccess: () => {
      void message.success(m('local.done'));
      void client.invalidateQueries({ queryKey: ['statute-changes'] });
      close();
    },
  });
  const errors = errorsByField(add.error, language);
  return (
    <ProposalDrawer
      title={m('local.add')}
      send={m('local.send')}
      error={add.error}
      pending={add.isPending}
      submit={() => add.mutate()}
      close={close}
    >
      <Field label={m('place')} required error={errors.jurisdiction}>
        <Select
          className="full-width"
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.jurisdiction}
          options={places.options.filter((place) => place.value !== '000000')}
          onChange={(jurisdiction: string) => set({ jurisdiction })}
        />
      </Field>
      <Field label={m('local.date')} required error={errors.date}>
        <DatePicker
          className="full-width"
          value={draft.date ? dayjs(draft.date) : null}
          onChange={(date) => set({ date: date?.format('YYYY-MM-DD') ?? '' })}
        />
      </Field>
      <Field label={m('local.kind')} required error={errors.working}>
        <Select
          className="full-width"
          value={draft.working ? 'work' : 'off'}
          options={[
            { value: 'off', label: m('day.off') },
            { value: 'work', label: m('day.work') },
          ]}
          onChange={(kind: string) => set({ working: kind === 'work' })}
        />
      </Field>
      <Field label={m('local.name')} required error={errors.nameZh}>
        <Input
          maxLength={100}
          placeholder={m('local.name.hint')}
          value={draft.nameZh}
          onChange={(event) => set({ nameZh: event.target.value })}
        />
      </Field>
      <Field label={m('local.basis')} required error={errors.legalBasis}>
        <Input.TextArea rows={2} maxLength={500} value={draft.legalBasis} onChange={(event) => set({ legalBasis: event.target.value })} />
      </Field>
    </ProposalDrawer>
  );
}

/** Takes a local day back. */
export function EndLocalDay({ day, close }: { day: LocalDay; close: () => void }) {
  const { m, language } = useMessages();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [legalBasis, setLegalBasis] = useState('');
  const end = useMutation({
    mutationFn: () => post(`/api/statutes/calendar/days/${day.id}/withdraw`, { legalBasis }),
    onSuccess: () => {
      void message.success(m('local.done'));
      void client.invalidateQueries({ queryKey: ['statute-changes'] });
      close();
    },
  });
  const errors = errorsByField(end.error, language);
  return (
    <ProposalDrawer
      title={m('local.withdraw.title')}
      send={m('local.withdraw')}
      error={end.error}
      pending={end.isPending}
      submit={() => end.mutate()}
      close={close}
    >
      <p>
        <span className="num">{day.date}</span> {day.zh}
      </p>
      <Field label={m('local.basis')} required error={errors.legalBasis}>
        <Input.TextArea rows={2} maxLength={500} value={legalBasis} onChange={(event) => setLegalBasis(event.target.value)} />
      </Field>
    </ProposalDrawer>
  );
}
