import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import { useMutation } from '@tanstack/react-query';
import { post } from '../api/client';
import type { AmountAnswer } from '../api/types';
import { useI18n } from '../i18n';
import { formatMoney } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';
import { amountInput } from './amountInput';
import type { FilingDraft } from './draft';

interface Props {
  draft: FilingDraft;
  cause: string;
  take: (amount: string, basis: string) => void;
}

/** Works a demand out from what was already filled in about the job, shows how, and fills it in when asked to. */
export function ClaimAmountHelp({ draft, cause, take }: Props) {
  const { t, pick } = useI18n();
  const errorText = useErrorText();
  const question = amountInput(draft, cause);
  const calculate = useMutation({
    mutationFn: ({ calculator, input }: NonNullable<typeof question>) => post<AmountAnswer>(`/api/public/amounts/${calculator}`, input),
  });
  if (!question) return null;
  const answer = calculate.data;
  return (
    <div className="amount-help" aria-live="polite">
      <Button onClick={() => calculate.mutate(question)} loading={calculate.isPending}>
        {t('filing.workOut')}
      </Button>
      {calculate.isError && <Alert type="info" title={errorText(calculate.error)} />}
      {answer && (
        <>
          <p>
            {t('filing.workedOut')} <b className="num">{formatMoney(answer.total)}</b>{' '}
            <Button
              size="small"
              type="primary"
              onClick={() =>
                take(
                  answer.total.toFixed(2),
                  answer.steps
                    .map((step) => pick(step))
                    .join('\n')
                    .slice(0, 1000),
                )
              }
            >
              {t('filing.takeAmount')}
            </Button>
          </p>
          <ol className="explanation">
            {answer.steps.map((step, index) => (
              <li key={index}>
                {pick(step)}
                {step.basis && <div className="muted">{step.basis}</div>}
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
