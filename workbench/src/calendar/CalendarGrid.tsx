import { useState } from 'react';
import { Link } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { ScheduleDialog } from '../appointments/ScheduleDialog';
import { get } from '../api/client';
import type { CalendarAnswer, CalendarEntry, Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { todayInChina } from '../shared/format';
import { LightMark } from '../shared/LightMark';
import type { CalendarSpan } from './weeks';

const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

interface Props {
  days: string[];
  answer: CalendarAnswer;
  span: CalendarSpan;
  month: string;
  /** Appointments may be dragged to another day. */
  schedules: boolean;
  /** Only what is the reader's own is asked for. */
  own: boolean;
}

interface Move {
  entry: CalendarEntry;
  to: string;
}

/** The days with what is due and what takes place on each. */
export function CalendarGrid({ days, answer, span, month, schedules, own }: Props) {
  const { t } = useI18n();
  const today = todayInChina();
  const off = new Map(answer.days.map((day) => [day.date, day]));
  const [dragged, setDragged] = useState<CalendarEntry>();
  const [over, setOver] = useState<string>();
  const [move, setMove] = useState<Move>();
  const takes = (date: string) => dragged !== undefined && date >= today && date !== dragged.date;
  const end = () => {
    setDragged(undefined);
    setOver(undefined);
  };
  return (
    <>
      {span !== 'day' && answer.entries.length === 0 && (
        <p className="muted" role="status">
          {t(own ? 'calendar.freeMine' : 'calendar.freeAll')}
        </p>
      )}
      {answer.cut && <p className="stale">{t('calendar.cut')}</p>}
      <ol className={`calendar-grid calendar-${span}`}>
        {span !== 'day' &&
          weekdays.map((day) => (
            <li key={day} className="calendar-weekday" aria-hidden="true">
              {t(`calendar.day.${day}`)}
            </li>
          ))}
        {days.map((date) => {
          const entries = answer.entries.filter((entry) => entry.date === date);
          const day = off.get(date);
          const classes = [
            'calendar-day',
            day?.isOff && 'off',
            date === today && 'today',
            span === 'month' && !date.startsWith(month) && 'outside',
            over === date && 'dropping',
          ].filter(Boolean);
          return (
            <li
              key={date}
              className={classes.join(' ')}
              onDragOver={(event) => {
                if (!takes(date)) return;
                event.preventDefault();
                setOver(date);
              }}
              onDragLeave={() => setOver(undefined)}
              onDrop={(event) => {
                if (!dragged || !takes(date)) return;
                event.preventDefault();
                setMove({ entry: dragged, to: date });
                end();
              }}
            >
              <div className="calendar-date">
                <time dateTime={date} className="num">
                  {span === 'month' ? Number(date.slice(8)) : date.slice(5)}
                </time>
                {day?.zh && <span className="muted">{day.zh}</span>}
                {entries.length > 0 && <span className="muted num">{entries.length}</span>}
              </div>
              {span === 'day' && entries.length === 0 && <p className="muted">{t('calendar.free')}</p>}
              <ul className="plain">
                {entries.map((entry, index) => (
                  <Entry
                    key={index}
                    entry={entry}
                    drag={schedules && entry.appointmentId && date >= today ? () => setDragged(entry) : undefined}
                    dropped={end}
                  />
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
      {move && <MoveDialog move={move} close={() => setMove(undefined)} />}
    </>
  );
}

function Entry({ entry, drag, dropped }: { entry: CalendarEntry; drag?: () => void; dropped: () => void }) {
  const { t, pick, say } = useI18n();
  const kind = entry.kind as 'task' | 'deadline' | 'session' | 'hearing' | 'appointment';
  const to = entry.taskId
    ? `/tasks/${entry.taskId}`
    : `/cases/${entry.caseId}${kind === 'task' || kind === 'deadline' ? '' : '?tab=sessions'}`;
  return (
    <li
      className={`calendar-entry calendar-${kind}`}
      draggable={drag !== undefined}
      title={drag && t('calendar.drag')}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', entry.caseNumber);
        event.dataTransfer.effectAllowed = 'move';
        drag?.();
      }}
      onDragEnd={dropped}
    >
      <Link to={to} draggable={false} title={`${entry.caseNumber} ${entry.parties ?? ''}`}>
        {entry.at && <b className="num">{entry.at} </b>}
        <span className="muted">{t(`calendar.kind.${kind}`)}</span> {entry.en ? pick(entry) : say(entry.zh)}
      </Link>
      <div className="muted">
        {[entry.place, entry.parties ?? entry.caseNumber].filter(Boolean).join(' · ')}{' '}
        {entry.light && entry.light !== 'green' && <LightMark light={entry.light} />}
      </div>
    </li>
  );
}

/** The dialogue of the appointment that was dragged, on its new day: conflicts and periods of notice are told before it is saved. */
function MoveDialog({ move, close }: { move: Move; close: () => void }) {
  const { caseId, appointmentId } = move.entry;
  const held = useQuery({
    queryKey: ['case', caseId, 'appointments'],
    queryFn: ({ signal }) => get<Schemas['ScheduleAppointmentItem'][]>('/api/appointments', { caseId }, signal),
  });
  const item = held.data?.find((one) => one.id === appointmentId);
  return item ? <ScheduleDialog caseId={caseId} replaced={item} on={move.to} close={close} /> : null;
}
