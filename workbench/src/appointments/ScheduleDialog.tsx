import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import TimePicker from 'antd/es/time-picker';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useState } from 'react';
import { get, post } from '../api/client';
import { ApiProblem, errorsByField } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { NativeSelect } from '../filing/NativeSelect';
import { useI18n } from '../i18n';
import { todayInChina } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';
import { WorkdayPicker } from '../shared/WorkdayPicker';
import { ConflictList } from './ConflictList';
import { movedEnd } from './times';
import { useRooms } from './useRooms';
import { useSettled } from './useSettled';

interface Props {
  caseId: string;
  /** 改期: the appointment that gives way to the new one. */
  replaced?: Schemas['ScheduleAppointmentItem'];
  /** The day that it was dragged to. */
  on?: string;
  close: () => void;
}

const typedTimes = ['HH:mm', 'HHmm', 'H:mm', 'H.mm', 'H点mm分'];

/** A time, a room and an officer for a case; what stands in the way is told before anything is saved. */
export function ScheduleDialog({ caseId, replaced, on, close }: Props) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const rooms = useRooms();
  const [draft, setDraft] = useState({
    kind: replaced?.kind ?? ('mediation' as Schemas['ScheduleAppointmentItem']['kind']),
    date: on ?? replaced?.date ?? '',
    startsAt: replaced?.startsAt.slice(0, 5) ?? '09:30',
    endsAt: replaced?.endsAt.slice(0, 5) ?? '11:00',
    roomId: replaced?.roomId ?? '',
    place: replaced && !replaced.roomId ? replaced.place : '',
    officer: replaced?.officer ?? '',
  });
  const officers = useQuery({
    queryKey: ['case', caseId, 'appointment-officers'],
    queryFn: ({ signal }) => get<Schemas['Person'][]>('/api/appointments/officers', { caseId }, signal),
  });
  const set = (changes: Partial<typeof draft>) => {
    setDraft((current) => ({ ...current, ...changes }));
    save.reset();
  };
  const body = {
    caseId,
    kind: draft.kind,
    date: draft.date || null,
    startsAt: draft.startsAt ? `${draft.startsAt}:00` : null,
    endsAt: draft.endsAt ? `${draft.endsAt}:00` : null,
    roomId: draft.roomId || null,
    place: draft.roomId ? null : draft.place.trim() || null,
    officer: draft.officer || null,
    replaces: replaced?.id ?? null,
  };
  // Looked for as soon as a day and hours are there, once nothing has changed for a moment.
  const asked = useSettled(JSON.stringify(body));
  const complete = Boolean(draft.date && draft.startsAt && draft.endsAt && draft.startsAt < draft.endsAt);
  const look = useQuery({
    queryKey: ['case', caseId, 'slot', asked],
    queryFn: () =>
      post<Schemas['Conflict'][]>('/api/appointments/conflicts', { ...(JSON.parse(asked) as typeof body), despiteConflicts: false }),
    enabled: complete,
    retry: false,
  });
  const looked = complete && asked === JSON.stringify(body) ? look.data : undefined;
  const save = useMutation({
    mutationFn: (despite: boolean) => post('/api/appointments', { ...body, despiteConflicts: despite }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['case', caseId] });
      void client.invalidateQueries({ queryKey: ['calendar'] });
      close();
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 422) void look.refetch();
    },
  });
  const errors = errorsByField(save.error ?? (complete ? look.error : null), language);
  const conflicts = looked ?? [];
  const blocked = conflicts.some((conflict) => conflict.blocks);
  const general = save.isError && Object.keys(errors).length === 0 && conflicts.length === 0;
  return (
    <Modal
      open
      title={t(replaced ? 'appointment.move' : 'appointment.add')}
      onCancel={close}
      style={{ top: 32 }}
      footer={
        <>
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button type="primary" disabled={blocked} loading={save.isPending} onClick={() => save.mutate(conflicts.length > 0)}>
            {t(conflicts.length > 0 && !blocked ? 'appointment.saveAnyway' : 'appointment.save')}
          </Button>
        </>
      }
    >
      {general && <Alert type="error" role="alert" className="gap-below" title={errorText(save.error)} />}
      <div className="two-fields">
        <Field label={t('appointment.kind')} required error={errors.kind}>
          <NativeSelect
            value={draft.kind}
            options={(['mediation', 'hearing', 'inspection'] as const).map((value) => ({ value, label: t(`appointment.kind.${value}`) }))}
            onChange={(kind) => set({ kind: kind as typeof draft.kind })}
          />
        </Field>
        <Field label={t('appointment.officer')} error={errors.officer}>
          <NativeSelect
            value={draft.officer}
            placeholder={t('appointment.officer.self')}
            options={(officers.data ?? []).map((officer) => ({ value: officer.userName, label: officer.displayName }))}
            onChange={(officer) => set({ officer })}
          />
        </Field>
      </div>
      <Field label={t('appointment.date')} required error={errors.date}>
        <WorkdayPicker value={draft.date} min={todayInChina()} onChange={(date) => set({ date })} />
      </Field>
      <div className="two-fields">
        <Field label={t('appointment.startsAt')} required error={errors.startsAt}>
          <TimeInput value={draft.startsAt} onChange={(startsAt) => set({ startsAt, endsAt: movedEnd(draft, startsAt) })} />
        </Field>
        <Field
          label={t('appointment.endsAt')}
          required
          error={
            errors.endsAt ?? (draft.startsAt && draft.endsAt && draft.endsAt <= draft.startsAt ? t('appointment.endsBefore') : undefined)
          }
        >
          <TimeInput value={draft.endsAt} onChange={(endsAt) => set({ endsAt })} />
        </Field>
      </div>
      <div className="two-fields">
        <Field label={t('appointment.room')} error={errors.roomId}>
          <NativeSelect
            value={draft.roomId}
            placeholder={t('form.choose')}
            options={(rooms.data ?? [])
              .filter((room) => room.active)
              .map((room) => ({ value: room.id, label: room.name + t('text.paren', { text: room.seats }) }))}
            onChange={(roomId) => set({ roomId })}
          />
        </Field>
        {!draft.roomId && (
          <Field label={t('appointment.place')} error={errors.place}>
            <Input maxLength={200} value={draft.place} onChange={(event) => set({ place: event.target.value })} />
          </Field>
        )}
      </div>
      {looked && (
        <Alert
          type={conflicts.length === 0 ? 'success' : blocked ? 'error' : 'warning'}
          showIcon
          role="status"
          title={t(conflicts.length === 0 ? 'appointment.free' : 'appointment.conflicts')}
          description={conflicts.length > 0 && <ConflictList conflicts={conflicts} />}
        />
      )}
    </Modal>
  );
}

/** An hour and a minute, typed in few keys (930) or chosen. */
function TimeInput({ value, onChange, ...input }: { value: string; onChange: (value: string) => void }) {
  return (
    <TimePicker
      {...input}
      className="full-width"
      format={typedTimes}
      minuteStep={5}
      needConfirm={false}
      showNow={false}
      allowClear={false}
      disabledTime={() => ({ disabledHours: () => [0, 1, 2, 3, 4, 5, 6, 22, 23] })}
      hideDisabledOptions
      value={value ? dayjs(`2000-01-01T${value}`) : null}
      onChange={(time) => onChange(time?.format('HH:mm') ?? '')}
    />
  );
}
