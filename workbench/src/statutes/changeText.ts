import { useMessages } from './messages';
import type { Change } from './types';
import { usePlaces } from './usePlaces';

interface RowPayload {
  id: string;
  ruleZh: string;
  value: number | null;
  unitText: string;
  effectiveFrom: string | null;
  jurisdictions: string[];
}

interface DayPayload {
  jurisdiction: string;
  day: { date: string; working: boolean; name: { zh: string } };
}

interface YearPayload {
  year: number;
  days: { working: boolean }[];
}

/** What a proposal changes, in one line. */
export function useChangeText(): (change: Change) => string {
  const { m } = useMessages();
  const places = usePlaces();
  return (change) => {
    switch (change.kind) {
      case 'parameter': {
        const row = change.payload as RowPayload;
        const value = row.value === null ? '' : `：${row.value} ${row.unitText === 'CNY' ? '元' : row.unitText}`;
        return `${row.ruleZh}${value}（${row.jurisdictions.map(places.name).join('、')}，${m('from')} ${row.effectiveFrom ?? '—'}）`;
      }
      case 'calendarYear': {
        const year = change.payload as YearPayload;
        const off = year.days.filter((day) => !day.working).length;
        return `${m('kind.calendarYear')} ${year.year}：${m('changes.days', { off, work: year.days.length - off })}`;
      }
      case 'localDay': {
        const { day, jurisdiction } = change.payload as DayPayload;
        return `${places.name(jurisdiction)} ${day.date} ${day.name.zh}（${m(day.working ? 'day.work' : 'day.off')}）`;
      }
      default: {
        const [date, code] = change.subject.split(' ');
        return `${m('kind.localDayEnd')} ${places.name(code ?? '')} ${date}`;
      }
    }
  };
}
