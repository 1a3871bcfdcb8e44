import Alert from 'antd/es/alert';
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { formatDate } from '../shared/format';

type Answer = Schemas['EmployerFactsAnswer'];

/** 单位档案提示: the employer's last settled grade, and in an inspection why the wage guarantee fund should be asked. */
export function EmployerFacts({ caseId }: { caseId: string }) {
  const { t, pick } = useI18n();
  const mayRead = useMe().data?.permissions.includes('credit-ratings') ?? false;
  const found = useQuery({
    queryKey: ['case', caseId, 'employer-facts'],
    queryFn: ({ signal }) => get<Answer>(`/api/cases/${encodeURIComponent(caseId)}/employer-facts`, undefined, signal),
    enabled: mayRead,
  });
  if (!found.data) return null;
  const { grades, fund } = found.data;
  return (
    <>
      {grades.map((grade) => (
        <Alert
          key={grade.employer + grade.year}
          type={grade.letter === 'C' ? 'warning' : 'info'}
          showIcon
          className="gap-below"
          title={t('employer.grade', { employer: grade.employer, year: grade.year, grade: grade.letter })}
          description={`${pick({ zh: grade.supervision, en: grade.supervisionEn })}${t('text.pause')}${grade.reason}`}
        />
      ))}
      {fund && fund.signs.length > 0 && (
        <Alert
          type="info"
          showIcon
          className="gap-below"
          title={t(fund.act === 'fund-open' ? 'employer.fund' : fund.act === 'fund-hint' ? 'employer.fundHint' : 'employer.fundClosed')}
          description={
            <ul className="plain">
              {fund.signs.map((sign) => (
                <li key={sign.zh + sign.on}>
                  <span className="num">{formatDate(sign.on)}</span> {pick(sign)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}
