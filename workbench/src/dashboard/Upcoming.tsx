import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { CalendarAnswer } from '../api/types';
import { useI18n } from '../i18n';
import { move } from '../calendar/weeks';
import { todayInChina } from '../shared/format';

/** My hearings, sessions and visits of the days from today to this day next week. */
export function Upcoming() {
  const { t } = useI18n();
  const from = todayInChina();
  const calendar = useQuery({
    queryKey: ['calendar', 'upcoming', from],
    queryFn: ({ signal }) => get<CalendarAnswer>('/api/calendar', { from, to: move(from, 'week', 1), mine: true }, signal),
  });
  const meetings = (calendar.data?.entries ?? []).filter((entry) => entry.kind !== 'task' && entry.kind !== 'deadline');
  // The desk stands without it: what else it shows matters more than this.
  if (!calendar.data) return null;
  return (
    <>
      <h2>{t('dashboard.upcoming')}</h2>
      {meetings.length === 0 && <p className="muted">{t('dashboard.noMeetings')}</p>}
      <ul className="plain">
        {meetings.map((entry, index) => (
          <li key={index}>
            <b className="num">{[entry.date.slice(5), entry.at].filter(Boolean).join(' ')}</b>{' '}
            <Link to={`/cases/${entry.caseId}?tab=sessions`}>
              {t(`calendar.kind.${entry.kind as 'session'}`)} · {entry.caseNumber}
            </Link>
            <div className="muted">{[entry.place, entry.parties].filter(Boolean).join(' · ')}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
