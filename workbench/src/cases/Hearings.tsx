import type { Hearing } from '../api/types';
import { useI18n } from '../i18n';

/** 庭审: when and where each hearing is, who came, and its record. */
export function Hearings({ hearings }: { hearings: Hearing[] }) {
  const { t } = useI18n();
  if (hearings.length === 0) return <p className="muted">{t('case.noHearings')}</p>;
  const came = (present: boolean | null) => (present === null ? '' : t(present ? 'session.present' : 'session.absent'));
  return (
    <ul className="plain">
      {hearings.map((hearing) => (
        <li key={hearing.id}>
          <b>{t('hearing.number', { number: hearing.number })}</b>{' '}
          <span className="num">
            {hearing.heldOn} {hearing.startsAt}
          </span>{' '}
          {hearing.place} · {t(`hearing.${hearing.state as 'scheduled' | 'held' | 'adjourned' | 'not-held'}`)}
          <div className="muted">
            {hearing.notifiedOn ? t('hearing.notifiedOn', { date: hearing.notifiedOn }) : t('hearing.unserved')}
            {hearing.applicantPresent !== null && ` · ${t('case.applicant')}${came(hearing.applicantPresent)}`}
            {hearing.respondentPresent !== null && ` · ${t('case.respondent')}${came(hearing.respondentPresent)}`}
          </div>
          {hearing.record && <div className="facts">{hearing.record}</div>}
        </li>
      ))}
    </ul>
  );
}
