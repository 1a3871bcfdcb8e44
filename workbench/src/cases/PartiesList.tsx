import type { CaseDetail, Party } from '../api/types';
import { useI18n } from '../i18n';

/** Both sides with what is needed to reach them. */
export function PartiesList({ record }: { record: CaseDetail }) {
  const { t } = useI18n();
  return (
    <div className="parties">
      <Side title={t('case.applicant')} parties={record.applicants ?? []} />
      <Side title={t('case.respondent')} parties={record.respondents ?? []} />
    </div>
  );
}

function Side({ title, parties }: { title: string; parties: Party[] }) {
  const { t } = useI18n();
  return (
    <div>
      <h3>
        {title}
        {parties.length > 1 && <span className="muted">（{t('list.total', { total: parties.length })}）</span>}
      </h3>
      <ul className="plain">
        {parties.map((party, index) => (
          <li key={`${party.name}-${index}`}>
            <b>{party.name}</b>
            <div className="muted wrap">{[party.idNumber, party.phone, party.email, party.serviceAddress].filter(Boolean).join(' · ')}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}
