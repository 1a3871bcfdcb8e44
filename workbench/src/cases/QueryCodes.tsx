import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Popover from 'antd/es/popover';
import { useMutation } from '@tanstack/react-query';
import { post } from '../api/client';
import type { QueryCode } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { useErrorText } from '../shared/useErrorText';

const desk = ['window-clerk', 'mediator', 'registrar', 'tribunal-secretary'];

/** Hands a party its query code, to follow the case and to confirm an agreement with. A new code replaces the old one. */
export function QueryCodes({ caseId }: { caseId: string }) {
  const { t } = useI18n();
  const me = useMe();
  const errorText = useErrorText();
  const issue = useMutation({
    mutationFn: (side: 'applicant' | 'respondent') => post<QueryCode>(`/api/cases/${encodeURIComponent(caseId)}/query-codes`, { side }),
  });
  if (!me.data?.roles.some((role) => desk.includes(role))) return null;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="query-codes">
          <p className="muted">{t('queryCode.help')}</p>
          <div className="row">
            {(['respondent', 'applicant'] as const).map((side) => (
              <Button key={side} size="small" loading={issue.isPending && issue.variables === side} onClick={() => issue.mutate(side)}>
                {t(`queryCode.${side}`)}
              </Button>
            ))}
          </div>
          {issue.isError && <Alert type="error" role="alert" title={errorText(issue.error)} />}
          {issue.data && (
            <p role="status">
              {t(issue.data.side === 'respondent' ? 'case.respondent' : 'case.applicant')}{' '}
              <b className="receipt-number">{issue.data.queryCode}</b>
            </p>
          )}
        </div>
      }
    >
      <Button>{t('queryCode.title')}</Button>
    </Popover>
  );
}
