import Button from 'antd/es/button';
import { useRooms } from '../appointments/useRooms';
import { Choice } from '../shared/Choice';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import { get } from '../api/client';
import type { CalendarAnswer } from '../api/types';
import { useI18n } from '../i18n';
import { FilterSelect } from '../shared/FilterSelect';
import { todayInChina } from '../shared/format';
import { PersonPicker } from '../shared/PersonPicker';
import { Failure, Loading } from '../shared/States';
import { useOfficeOptions } from '../shared/useOffices';
import { useMe } from '../session/useMe';
import { CalendarGrid } from './CalendarGrid';
import { move, shownDays, type CalendarSpan } from './weeks';

const spans = ['day', 'week', 'month'] as const;

/** 日程: what is due and what takes place, by day, week or month, of one's own, of a person, a room, an office or of all. */
export function CalendarPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const span: CalendarSpan = spans.find((one) => one === search.get('span')) ?? 'week';
  const whose = search.get('of') === 'office' ? 'office' : 'mine';
  const anchor = /^\d{4}-\d{2}-\d{2}$/.test(search.get('day') ?? '') ? search.get('day')! : todayInChina();
  const shown = shownDays(anchor, span);
  const rooms = useRooms();
  const room = search.get('room') ?? undefined;
  const person = search.get('person') ?? undefined;
  const office = search.get('office') ?? undefined;
  const offices = useOfficeOptions(false);
  const schedules = useMe().data?.permissions.includes('scheduling') ?? false;
  const calendar = useQuery({
    queryKey: ['calendar', shown.from, shown.to, whose, room, person, office],
    queryFn: ({ signal }) =>
      get<CalendarAnswer>(
        '/api/calendar',
        { from: shown.from, to: shown.to, mine: (whose === 'mine' && !room && !person && !office) || undefined, room, person, office },
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
              ['day', t('calendar.oneDay')],
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
          <FilterSelect
            label={t('field.office')}
            size="office"
            value={office}
            options={offices}
            onChange={(value) => change({ office: value })}
          />
          <FilterSelect
            label={t('calendar.room')}
            value={room}
            options={(rooms.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            onChange={(value) => change({ room: value })}
          />
          <PersonPicker label={t('calendar.person')} value={person} onChange={(value) => change({ person: value })} />
        </div>
      </header>
      {calendar.isError && !calendar.data ? (
        <Failure error={calendar.error} retry={() => void calendar.refetch()} />
      ) : !calendar.data ? (
        <Loading />
      ) : (
        <CalendarGrid
          days={shown.days}
          answer={calendar.data}
          span={span}
          month={anchor.slice(0, 7)}
          schedules={schedules}
          own={whose === 'mine' && !room && !person && !office}
        />
      )}
    </section>
  );
}
