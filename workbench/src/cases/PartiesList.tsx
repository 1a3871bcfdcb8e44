import type { CaseDetail, Party } from '../api/types';
import { useI18n } from '../i18n';
import { RecordAgent } from './RecordAgent';
import { Unmask } from './Unmask';

/** Both sides with what is needed to reach them. */
export function PartiesList({ record }: { record: CaseDetail }) {
  const { t } = useI18n();
  return (
    <div className="parties">
      {record.applicants?.length ? (
        <Side caseId={record.id} title={t('case.applicant')} parties={record.applicants} open={!record.closedAt} />
      ) : (
        <div>
          <h3>{t('case.applicant')}</h3>
          <p className="muted">{t('case.noApplicant')}</p>
        </div>
      )}
      <Side caseId={record.id} title={t('case.respondent')} parties={record.respondents ?? []} open={!record.closedAt} />
    </div>
  );
}

interface SideProps {
  caseId: string;
  title: string;
  parties: Party[];
  /** The case goes on: who acts for a party may still be recorded. */
  open: boolean;
}

function Side({ caseId, title, parties, open }: SideProps) {
  const { t } = useI18n();
  return (
    <div>
      <h3>
        {title}
        {parties.length > 1 && <span className="muted">{t('text.paren', { text: t('list.total', { total: parties.length }) })}</span>}
      </h3>
      <ul className="plain">
        {parties.map((party, index) => (
          <li key={`${party.name}-${index}`}>
            <b>{party.name}</b> <Unmask caseId={caseId} party={party} />
            {open && <RecordAgent caseId={caseId} party={party} />}
            <div className="muted wrap">{[party.idNumber, party.phone, party.email, party.serviceAddress].filter(Boolean).join(' · ')}</div>
            {party.representatives.length > 0 && (
              <div className="muted wrap">
                {t('text.pair', {
                  name: t('case.representatives'),
                  value: party.representatives
                    .map((other) =>
                      [
                        other.name,
                        other.phone,
                        other.authority === 'special' || other.authority === 'general' ? t(`authority.${other.authority}`) : null,
                      ]
                        .filter(Boolean)
                        .join(' '),
                    )
                    .join(t('text.comma')),
                })}
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
