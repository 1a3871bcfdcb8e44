import App from 'antd/es/app';
import Button from 'antd/es/button';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { ScheduleDialog } from './ScheduleDialog';

const schedulers = [
  'window-clerk',
  'mediator',
  'registrar',
  'tribunal-secretary',
  'arbitrator',
  'inspector',
  'director',
  'head',
  'supervisor',
];

/** 排期 of one case: what stands, and a way to schedule more. */
export function Appointments({ caseId, closed }: { caseId: string; closed: boolean }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const [moving, setMoving] = useState<Schemas['ScheduleAppointmentItem']>();
  const schedules = me.data?.roles.some((role) => schedulers.includes(role)) ?? false;
  const held = useQuery({
    queryKey: ['case', caseId, 'appointments'],
    queryFn: ({ signal }) => get<Schemas['ScheduleAppointmentItem'][]>('/api/appointments', { caseId }, signal),
  });
  const cancel = useMutation({
    mutationFn: (id: string) => post(`/api/appointments/${id}/cancel`),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['case', caseId] }),
  });
  if (held.isPending) return <Loading />;
  if (!held.data) return <Failure error={held.error} retry={() => void held.refetch()} />;
  return (
    <>
      {held.data.length === 0 && <p className="muted">{t('case.noAppointments')}</p>}
      <ul className="plain">
        {held.data.map((item) => (
          <li key={item.id} className="row">
            <b>{t(`appointment.kind.${item.kind as 'hearing' | 'mediation' | 'inspection'}`)}</b>
            <span className="num">
              {item.date} {item.startsAt.slice(0, 5)}–{item.endsAt.slice(0, 5)}
            </span>
            <span>{item.place}</span>
            <span className="muted">
              <Actor name={item.officer} />
            </span>
            {schedules && !closed && (
              <Button size="small" type="text" aria-label={t('appointment.moveOf', { date: item.date })} onClick={() => setMoving(item)}>
                {t('appointment.move')}
              </Button>
            )}
            {schedules && !closed && (
              <Button
                size="small"
                type="text"
                aria-label={t('appointment.cancelOf', { date: item.date })}
                loading={cancel.isPending && cancel.variables === item.id}
                onClick={() => cancel.mutate(item.id)}
              >
                {t('appointment.cancel')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {schedules && !closed && <Button onClick={() => setAdding(true)}>{t('appointment.add')}</Button>}
      {adding && <ScheduleDialog caseId={caseId} close={() => setAdding(false)} />}
      {moving && <ScheduleDialog caseId={caseId} replaced={moving} close={() => setMoving(undefined)} />}
    </>
  );
}
