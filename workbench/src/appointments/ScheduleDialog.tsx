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
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';
import { useRooms } from './useRooms';

/** A time, a room and an officer for a case; what stands in the way is told before anything is saved. */
export function ScheduleDialog({ caseId, close }: { caseId: string; close: () => void }) {
  const { t, pick, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const rooms = useRooms();
  const [draft, setDraft] = useState({
    kind: 'mediation',
    date: '',
    startsAt: '09:30',
    endsAt: '11:00',
    roomId: '',
    place: '',
    officer: '',
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
    startsAt: draft.startsAt ? `${draft.startsAt}:00` : null,
    endsAt: draft.endsAt ? `${draft.endsAt}:00` : null,
    roomId: draft.roomId || null,
    place: draft.roomId ? null : draft.place.trim() || null,
    officer: draft.officer || null,
    despiteConflicts,
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
      title={t('appointment.add')}
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
          onChange={(kind) => set({ kind })}
        />
      </Field>
      <Field label={t('appointment.date')} required error={errors.date}>
        <Input type="date" value={draft.date} onChange={(event) => set({ date: event.target.value })} />
      </Field>
      <Field label={t('appointment.startsAt')} required error={errors.startsAt}>
        <Input type="time" value={draft.startsAt} onChange={(event) => set({ startsAt: event.target.value })} />
      </Field>
      <Field label={t('appointment.endsAt')} required error={errors.endsAt}>
        <Input type="time" value={draft.endsAt} onChange={(event) => set({ endsAt: event.target.value })} />
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
          description={
            conflicts.length > 0 && (
              <ul className="plain">
                {conflicts.map((conflict, index) => (
                  <li key={index}>{pick(conflict)}</li>
                ))}
              </ul>
            )
          }
        />
      )}
    </Modal>
  );
}
