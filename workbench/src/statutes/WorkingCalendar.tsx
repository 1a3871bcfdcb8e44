import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Select from 'antd/es/select';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { get } from '../api/client';
import { todayInChina } from '../shared/format';
import { Failure, Loading } from '../shared/States';
import { useNarrow } from '../shared/useNarrow';
import { AddLocalDay, EndLocalDay } from './LocalDays';
import { ImportYear } from './ImportYear';
import { useMessages } from './messages';
import type { CalendarAnswer, LocalDay } from './types';
import { usePlaces } from './usePlaces';
import { monthGrid } from './yearGrid';

/** 工作日历: a year at a glance, with what the State Council arranged and what single places add. */
export function WorkingCalendar({ administers }: { administers: boolean }) {
  const { m, pick } = useMessages();
  const [search, setSearch] = useSearchParams();
  const [doing, setDoing] = useState<'import' | 'add'>();
  const narrow = useNarrow();
  const now = Number(todayInChina().slice(0, 4));
  const year = Number(search.get('year')) || now;
  const calendar = useQuery({
    queryKey: ['working-calendar'],
    queryFn: ({ signal }) => get<CalendarAnswer>('/api/statutes/calendar', undefined, signal),
  });
  if (calendar.isError) return <Failure error={calendar.error} retry={() => void calendar.refetch()} />;
  if (!calendar.data) return <Loading />;
  const arranged = calendar.data.years.find((known) => known.number === year);
  const off = arranged?.days.filter((day) => !day.working).length ?? 0;
  const first = Math.min(now, ...calendar.data.years.map((known) => known.number));
  const last = Math.max(now + 1, ...calendar.data.years.map((known) => known.number));
  const local = calendar.data.localDays.filter((day) => day.date.startsWith(`${year}-`));
  const today = todayInChina();
  const inForce = local.filter((day) => !day.effectiveTo || day.effectiveTo >= today);
  const go = (to: number) => {
    const next = new URLSearchParams(search);
    next.set('year', String(to));
    setSearch(next, { replace: true });
  };
  return (
    <>
      {calendar.data.warning && (
        <Alert
          type="warning"
          showIcon
          className="gap-below"
          title={pick(calendar.data.warning)}
          action={
            // On a phone the same button stands right below, and the words need the room.
            administers &&
            !narrow && (
              <Button size="small" onClick={() => setDoing('import')}>
                {m('year.import')}
              </Button>
            )
          }
        />
      )}
      <div className="filters">
        <Button onClick={() => go(year - 1)} disabled={year <= first} aria-label={`${year - 1}`}>
          ‹
        </Button>
        <Select
          aria-label={m('year')}
          value={year}
          options={Array.from({ length: last - first + 1 }, (_, i) => ({ value: last - i, label: `${last - i}` }))}
          onChange={go}
        />
        <Button onClick={() => go(year + 1)} disabled={year >= last} aria-label={`${year + 1}`}>
          ›
        </Button>
        <span className={arranged ? 'muted' : 'strong'}>
          {arranged ? m('year.loaded', { year, off, work: arranged.days.length - off }) : m('year.missing', { year })}
        </span>
        <span className="grow" />
        {administers && (
          <>
            <Button onClick={() => setDoing('add')}>{m('local.add')}</Button>
            <Button onClick={() => setDoing('import')}>{m('year.import')}</Button>
          </>
        )}
      </div>
      <p className="year-legend" aria-hidden="true">
        <span className="year-day off">15</span> {m('day.off')}
        <span className="year-day work">15</span> {m('day.work')}
        <span className="year-day local">15</span> {m('day.local')}
      </p>
      <div className="year-grid">
        {Array.from({ length: 12 }, (_, month) => (
          <Month key={month} year={year} month={month} days={arranged?.days ?? []} local={inForce} />
        ))}
      </div>
      <LocalList days={local} administers={administers} />
      {doing === 'import' && <ImportYear close={() => setDoing(undefined)} />}
      {doing === 'add' && <AddLocalDay close={() => setDoing(undefined)} />}
    </>
  );
}

const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

function Month({
  year,
  month,
  days,
  local,
}: {
  year: number;
  month: number;
  days: CalendarAnswer['years'][number]['days'];
  local: LocalDay[];
}) {
  const { m, t, pick } = useMessages();
  const today = todayInChina();
  return (
    <table className="year-month">
      <caption>{dayjs(new Date(year, month, 1)).format(t('calendar.monthFormat'))}</caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day} scope="col">
              {t(`calendar.day.${day}`)
                .replace(/^(周|星期)/, '')
                .slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {monthGrid(year, month).map((week, index) => (
          <tr key={index}>
            {week.map((date, column) => {
              if (!date) return <td key={column} />;
              const exception = days.find((day) => day.date === date);
              const here = local.find((day) => day.date === date);
              const shown = here ?? exception;
              const weekend = column > 4;
              const isOff = shown ? !shown.working : weekend;
              const classes = [
                'year-day',
                isOff && (shown ? 'off' : 'weekend'),
                shown?.working && 'work',
                here && 'local',
                date === today && 'today',
              ];
              const title = shown
                ? t('text.pair', { name: pick(shown), value: m(shown.working ? 'day.work' : 'day.off') }) +
                  (here ? t('text.paren', { text: m('day.local') }) : '')
                : undefined;
              return (
                <td key={column} className={classes.filter(Boolean).join(' ')} title={title}>
                  {Number(date.slice(8))}
                  {title && <span className="sr-only">{title}</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LocalList({ days, administers }: { days: LocalDay[]; administers: boolean }) {
  const { m, t, pick, say } = useMessages();
  const places = usePlaces();
  const [ending, setEnding] = useState<LocalDay>();
  const today = todayInChina();
  return (
    <>
      <h2>{m('local.title')}</h2>
      {days.length === 0 && <p className="muted">{m('local.none')}</p>}
      <ul className="plain">
        {days.map((day) => {
          const ended = day.effectiveTo !== null && day.effectiveTo < today;
          return (
            <li key={day.id} className="row local-day">
              <span className="num strong">{day.date}</span>
              <span>{places.name(day.jurisdiction)}</span>
              <span>
                {pick(day)}
                {t('text.paren', { text: m(day.working ? 'day.work' : 'day.off') })}
              </span>
              <span className="muted grow">
                {say(day.basis)}
                {ended && t('text.pause') + m('local.ended', { date: day.effectiveTo! })}
              </span>
              {administers && !ended && (
                <Button size="small" onClick={() => setEnding(day)}>
                  {m('local.withdraw')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {ending && <EndLocalDay day={ending} close={() => setEnding(undefined)} />}
    </>
  );
}
