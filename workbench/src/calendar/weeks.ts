import dayjs, { type Dayjs } from 'dayjs';

export type CalendarSpan = 'day' | 'week' | 'month';

/** The days that a view shows: the day alone, or whole weeks from Monday to Sunday which cover the month or hold the day. */
export function shownDays(anchor: string, span: CalendarSpan): { from: string; to: string; days: string[] } {
  if (span === 'day') return { from: anchor, to: anchor, days: [anchor] };
  const start = span === 'month' ? dayjs(anchor).startOf('month') : dayjs(anchor);
  const end = span === 'month' ? dayjs(anchor).endOf('month') : dayjs(anchor);
  const first = monday(start);
  const last = monday(end).add(6, 'day');
  const count = last.startOf('day').diff(first.startOf('day'), 'day') + 1;
  const days = Array.from({ length: count }, (_, index) => first.add(index, 'day').format('YYYY-MM-DD'));
  return { from: days[0]!, to: days[days.length - 1]!, days };
}

/** The day after, or the same day a week or a month away. */
export function move(anchor: string, span: CalendarSpan, by: 1 | -1): string {
  return dayjs(anchor).add(by, span).format('YYYY-MM-DD');
}

function monday(day: Dayjs): Dayjs {
  return day.subtract((day.day() + 6) % 7, 'day');
}
