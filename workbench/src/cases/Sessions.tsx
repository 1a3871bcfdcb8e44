import type { SessionItem } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';

/** Mediation sessions and hearings, with what came of each. */
export function Sessions({ sessions }: { sessions: SessionItem[] }) {
  const { t } = useI18n();
  if (sessions.length === 0) return <p className="muted">{t('case.noSessions')}</p>;
  return (
    <ul className="plain">
      {sessions.map((session, index) => (
        <li key={session.id ?? index}>
          <b className="num">{formatInstant(session.startsAt ?? session.heldAt)}</b> {session.kind} {session.place}
          {(session.result ?? session.note) && <div className="facts">{session.result ?? session.note}</div>}
        </li>
      ))}
    </ul>
  );
}
