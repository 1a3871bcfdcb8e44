import type { CaseDetail } from '../api/types';
import { useI18n } from '../i18n';
import { sideName } from './partyNames';

/** Who against whom, beside the case number: every tab of the page names them. */
export function PartiesHead({ record }: { record: Pick<CaseDetail, 'applicants' | 'respondents'> }) {
  const { t } = useI18n();
  const applicants = sideName(record.applicants, t);
  const respondents = sideName(record.respondents, t);
  if (!applicants && !respondents) return null;
  return (
    <p className="case-sides">
      {applicants && <b>{applicants}</b>}
      {applicants && respondents && <span className="muted"> {t('case.versus')} </span>}
      {respondents && <b>{respondents}</b>}
    </p>
  );
}
