import Button from 'antd/es/button';
import Select from 'antd/es/select';
import { useRooms } from '../appointments/useRooms';
import { Choice } from '../shared/Choice';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { Link, useSearchParams } from 'react-router';
import { get } from '../api/client';
import type { CalendarAnswer, CalendarEntry } from '../api/types';
import { useI18n } from '../i18n';
import { todayInChina } from '../shared/format';
import { LightMark } from '../shared/LightMark';
import { PersonPicker } from '../shared/PersonPicker';
import { Failure, Loading } from '../shared/States';
import { move, shownDays, type CalendarSpan } from './weeks';

const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

/** 日程: what is due and what takes place, by week or month, of one's own or of the whole office. */
export function CalendarPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const span: CalendarSpan = search.get('span') === 'month' ? 'month' : 'week';
  const whose = search.get('of') === 'office' ? 'office' : 'mine';
  const anchor = /^\d{4}-\d{2}-\d{2}$/.test(search.get('day') ?? '') ? search.get('day')! : todayInChina();
  const shown = shownDays(anchor, span);
  const rooms = useRooms();
  const room = search.get('room') ?? undefined;
  const person = search.get('person') ?? undefined;
  const calendar = useQuery({
    queryKey: ['calendar', shown.from, shown.to, whose, room, person],
    queryFn: ({ signal }) =>
      get<CalendarAnswer>(
        '/api/calendar',
        { from: shown.from, to: shown.to, mine: (whose === 'mine' && !room && !person) || undefined, room, person },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setSearch(next, { replace: true });
  };

  return (
    <section className="page">
      <header className="page-head">
        <h1>{dayjs(anchor).format(t('calendar.monthFormat'))}</h1>
        <div className="page-facts">
          <Button onClick={() => change({ day: move(anchor, span, -1) })} aria-label={t('calendar.earlier')}>
            ‹
          </Button>
          <Button onClick={() => change({ day: todayInChina() })}>{t('calendar.today')}</Button>
          <Button onClick={() => change({ day: move(anchor, span, 1) })} aria-label={t('calendar.later')}>
            ›
          </Button>
          <Choice
            label={t('calendar.span')}
            value={span}
            options={[
              ['week', t('calendar.week')],
              ['month', t('calendar.month')],
            ]}
            choose={(value) => change({ span: value })}
          />
          <Choice
            label={t('calendar.whose')}
            value={whose}
            options={[
              ['mine', t('calendar.mine')],
              ['office', t('calendar.office')],
            ]}
            choose={(value) => change({ of: value })}
          />
          <Select
            aria-label={t('calendar.room')}
            className="filter-select"
            allowClear
            placeholder={t('calendar.room')}
            value={room}
            options={(rooms.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            onChange={(value?: string) => change({ room: value })}
          />
          <PersonPicker label={t('calendar.person')} value={person} onChange={(value) => change({ person: value })} />
        </div>
      </header>
      {calendar.isError && !calendar.data ? (
        <Failure error={calendar.error} retry={() => void calendar.refetch()} />
      ) : !calendar.data ? (
        <Loading />
      ) : (
        <Grid days={shown.days} answer={calendar.data} span={span} month={anchor.slice(0, 7)} />
      )}
    </section>
  );
}

function Grid({ days, answer, span, month }: { days: string[]; answer: CalendarAnswer; span: CalendarSpan; month: string }) {
  const { t } = useI18n();
  const today = todayInChina();
  const off = new Map(answer.days.map((day) => [day.date, day]));
  return (
    <>
      {answer.cut && <p className="stale">{t('calendar.cut')}</p>}
      <ol className={`calendar-grid calendar-${span}`}>
        {weekdays.map((day) => (
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
          ].filter(Boolean);
          return (
            <li key={date} className={classes.join(' ')}>
              <div className="calendar-date">
                <time dateTime={date} className="num">
                  {span === 'week' ? date.slice(5) : Number(date.slice(8))}
                </time>
                {day?.zh && <span className="muted">{day.zh}</span>}
                {entries.length > 0 && <span className="muted num">{entries.length}</span>}
              </div>
              <ul className="plain">
                {entries.map((entry, index) => (
                  <Entry key={index} entry={entry} />
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Entry({ entry }: { entry: CalendarEntry }) {
  const { t, say } = useI18n();
  const kind = entry.kind as 'task' | 'deadline' | 'session' | 'hearing' | 'appointment';
  const to = entry.taskId
    ? `/tasks/${entry.taskId}`
    : `/cases/${entry.caseId}${kind === 'task' || kind === 'deadline' ? '' : '?tab=sessions'}`;
  return (
    <li className={`calendar-entry calendar-${kind}`}>
      <Link to={to} title={`${entry.caseNumber} ${entry.parties ?? ''}`}>
        {entry.at && <b className="num">{entry.at} </b>}
        <span className="muted">{t(`calendar.kind.${kind}`)}</span> {say(entry.zh)}
      </Link>
      <div className="muted">
        {[entry.place, entry.parties ?? entry.caseNumber].filter(Boolean).join(' · ')}
        {entry.light && entry.light !== 'green' && <LightMark light={entry.light} />}
      </div>
    </li>
  );
}
