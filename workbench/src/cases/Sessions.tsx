import type { SessionItem } from '../api/types';
import { useI18n, type MessageKey } from '../i18n';
import { Actor } from '../shared/people';

const modes: Record<string, MessageKey> = {
  'in-person': 'session.mode.in-person',
  online: 'session.mode.online',
  telephone: 'session.mode.telephone',
};

/** Mediation sessions, with who came and what was recorded. */
export function Sessions({ sessions }: { sessions: SessionItem[] }) {
  const { t } = useI18n();
  if (sessions.length === 0) return <p className="muted">{t('case.noSessions')}</p>;
  return (
    <ul className="plain">
      {sessions.map((session) => (
        <li key={session.number}>
          <b>{t('session.number', { number: session.number })}</b> <span className="num">{session.heldOn}</span>{' '}
          {session.mode in modes ? t(modes[session.mode]!) : session.mode} · {t('case.applicant')}
          {t(session.applicantPresent ? 'session.present' : 'session.absent')} · {t('case.respondent')}
          {t(session.respondentPresent ? 'session.present' : 'session.absent')}{' '}
          <span className="muted">
            <Actor name={session.recordedBy} />
          </span>
          {session.summary && <div className="facts">{session.summary}</div>}
        </li>
      ))}
    </ul>
  );
}
