import type { AgreementItem, SessionItem } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant, formatMoney } from '../shared/format';

interface Props {
  sessions: SessionItem[];
  agreements: AgreementItem[];
}

/** Mediation sessions with what came of each, and the agreements with who has confirmed them. */
export function Sessions({ sessions, agreements }: Props) {
  const { t } = useI18n();
  const present = (session: SessionItem) =>
    [session.applicantPresent && t('case.applicant'), session.respondentPresent && t('case.respondent')].filter(Boolean).join('、');
  return (
    <>
      {sessions.length === 0 && agreements.length === 0 && <p className="muted">{t('case.noSessions')}</p>}
      <ul className="plain">
        {sessions.map((session) => (
          <li key={session.number}>
            <b>{t('session.title', { number: session.number })}</b> <span className="num">{session.heldOn}</span>{' '}
            <span className="muted">
              {t('session.present')}：{present(session) || '—'} · {t('session.recordedBy')} {session.recordedBy}
            </span>
            <div className="facts">{session.summary}</div>
          </li>
        ))}
      </ul>
      {agreements.map((agreement) => (
        <section key={agreement.draftedAt}>
          <h2>{t('agreement.title')}</h2>
          <p className="facts">{agreement.terms}</p>
          <p>
            {t('field.amount')} <b className="num">{formatMoney(agreement.amount)}</b>
            {agreement.performBy && <> · {t('agreement.performBy', { date: agreement.performBy })}</>}
          </p>
          <p className="muted">
            {t('agreement.applicant')} {formatInstant(agreement.applicantConfirmedAt)} · {t('agreement.respondent')}{' '}
            {formatInstant(agreement.respondentConfirmedAt)}
          </p>
        </section>
      ))}
    </>
  );
}
