import { useMessages } from './messages';
import { shownUnit } from './values';
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
  day: { date: string; working: boolean; name: { zh: string; en?: string } };
}

interface YearPayload {
  year: number;
  days: { working: boolean }[];
}

/** What a proposal changes, in one line. */
export function useChangeText(): (change: Change) => string {
  const { m, t, say, pick } = useMessages();
  const places = usePlaces();
  return (change) => {
    switch (change.kind) {
      case 'parameter': {
        const row = change.payload as RowPayload;
        const rule = say(row.ruleZh);
        const name = row.value === null ? rule : t('text.pair', { name: rule, value: `${row.value} ${shownUnit(row.unitText, m)}` });
        const where = row.jurisdictions.map(places.name).join(t('text.comma'));
        return name + t('text.paren', { text: `${where}${t('text.pause')}${m('from')} ${row.effectiveFrom ?? '—'}` });
      }
      case 'calendarYear': {
        const year = change.payload as YearPayload;
        const off = year.days.filter((day) => !day.working).length;
        return t('text.pair', {
          name: `${m('kind.calendarYear')} ${year.year}`,
          value: m('changes.days', { off, work: year.days.length - off }),
        });
      }
      case 'localDay': {
        const { day, jurisdiction } = change.payload as DayPayload;
        return `${places.name(jurisdiction)} ${day.date} ${pick(day.name)}${t('text.paren', { text: m(day.working ? 'day.work' : 'day.off') })}`;
      }
      default: {
        const [date, code] = change.subject.split(' ');
        return `${m('kind.localDayEnd')} ${places.name(code ?? '')} ${date}`;
      }
    }
  };
}
