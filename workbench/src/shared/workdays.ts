import type { Schemas } from '../api/types';

type Calendar = Schemas['ManageCalendarAnswer'];

/** What the working calendar says of a day; `name` where an arrangement names it. */
export interface DayMark {
  works: boolean;
  /** Arranged: a day off in the week, or a weekend day that is worked. */
  arranged: boolean;
  name?: { zh: string; en: string };
}

/** 440300 is a city: all of 4403; 440309 a district. */
const prefixOf = (code: string) => code.replace(/(00)+$/, '');

/** Whether people work on a day (yyyy-MM-dd) at a place: the most local order prevails, then what is arranged nationally, then the week. */
export function markOf(date: string, calendar: Calendar | undefined, place: string): DayMark {
  const local = (calendar?.localDays ?? [])
    .filter((day) => day.date === date && place.startsWith(prefixOf(day.jurisdiction)) && !day.effectiveTo)
    .sort((one, other) => prefixOf(other.jurisdiction).length - prefixOf(one.jurisdiction).length)[0];
  const arranged = local ?? calendar?.years.find((year) => year.number === Number(date.slice(0, 4)))?.days.find((day) => day.date === date);
  if (arranged) return { works: arranged.working, arranged: true, name: { zh: arranged.zh, en: arranged.en } };
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return { works: weekday !== 0 && weekday !== 6, arranged: false };
}
