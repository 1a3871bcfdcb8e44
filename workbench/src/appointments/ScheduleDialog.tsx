import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client';
import { ApiProblem, errorsByField } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { NativeSelect } from '../filing/NativeSelect';
import { timeOfDay } from '../forms/slots';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';
import { ConflictList } from './ConflictList';
import { useRooms } from './useRooms';

interface Props {
  caseId: string;
  /** 改期: the appointment that gives way to the new one. */
  replaced?: Schemas['ScheduleAppointmentItem'];
  /** The day that it was dragged to. */
  on?: string;
  close: () => void;
}

/** What is no time is asked for again by the host. */
const wireTime = (typed: string) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(timeOfDay(typed)) ? `${timeOfDay(typed)}:00` : null);

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
    look.reset();
    save.reset();
  };
  const body = (despiteConflicts: boolean) => ({
    caseId,
    kind: draft.kind,
    date: draft.date || null,
    startsAt: wireTime(draft.startsAt),
    endsAt: wireTime(draft.endsAt),
    roomId: draft.roomId || null,
    place: draft.roomId ? null : draft.place.trim() || null,
    officer: draft.officer || null,
    despiteConflicts,
    replaces: replaced?.id ?? null,
  });
  const look = useMutation({ mutationFn: () => post<Schemas['Conflict'][]>('/api/appointments/conflicts', body(false)) });
  const save = useMutation({
    mutationFn: (despite: boolean) => post('/api/appointments', body(despite)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['case', caseId] });
      void client.invalidateQueries({ queryKey: ['calendar'] });
      close();
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 422) look.mutate();
    },
  });
  const errors = errorsByField(save.error ?? look.error, language);
  const conflicts = look.data ?? [];
  const blocked = conflicts.some((conflict) => conflict.blocks);
  const general = (save.isError || look.isError) && Object.keys(errors).length === 0 && conflicts.length === 0;
  return (
    <Modal
      open
      title={t(replaced ? 'appointment.move' : 'appointment.add')}
      onCancel={close}
      footer={
        <>
          <Button loading={look.isPending} onClick={() => look.mutate()}>
            {t('appointment.check')}
          </Button>
          <Button type="primary" disabled={blocked} loading={save.isPending} onClick={() => save.mutate(conflicts.length > 0)}>
            {t(conflicts.length > 0 && !blocked ? 'appointment.saveAnyway' : 'appointment.save')}
          </Button>
        </>
      }
    >
      {general && <Alert type="error" role="alert" className="gap-below" title={errorText(save.error ?? look.error)} />}
      <Field label={t('appointment.kind')} required error={errors.kind}>
        <NativeSelect
          value={draft.kind}
          options={(['mediation', 'hearing', 'inspection'] as const).map((value) => ({ value, label: t(`appointment.kind.${value}`) }))}
          onChange={(kind) => set({ kind: kind as typeof draft.kind })}
        />
      </Field>
      <Field label={t('appointment.date')} required error={errors.date}>
        <Input type="date" value={draft.date} onChange={(event) => set({ date: event.target.value })} />
      </Field>
      <Field label={t('appointment.startsAt')} required error={errors.startsAt}>
        <Input
          maxLength={5}
          placeholder="09:30"
          value={draft.startsAt}
          onChange={(event) => set({ startsAt: event.target.value })}
          onBlur={(event) => {
            const meant = timeOfDay(event.target.value);
            if (meant !== event.target.value) set({ startsAt: meant });
          }}
        />
      </Field>
      <Field label={t('appointment.endsAt')} required error={errors.endsAt}>
        <Input
          maxLength={5}
          placeholder="09:30"
          value={draft.endsAt}
          onChange={(event) => set({ endsAt: event.target.value })}
          onBlur={(event) => {
            const meant = timeOfDay(event.target.value);
            if (meant !== event.target.value) set({ endsAt: meant });
          }}
        />
      </Field>
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
      <Field label={t('appointment.officer')} error={errors.officer}>
        <NativeSelect
          value={draft.officer}
          placeholder={t('appointment.officer.self')}
          options={(officers.data ?? []).map((officer) => ({ value: officer.userName, label: officer.displayName }))}
          onChange={(officer) => set({ officer })}
        />
      </Field>
      {look.data && (
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
