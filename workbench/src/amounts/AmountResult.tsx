import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import type { AmountAnswer } from '../api/types';
import { useI18n } from '../i18n';
import { formatMoney } from '../shared/format';

/** An amount, what it is made of, and every step that led to it with its article. */
export function AmountResult({ answer }: { answer: AmountAnswer }) {
  const { t, pick, say } = useI18n();
  return (
    <>
      <p className="due-date">
        {t('amount.total')} <b className="num">{formatMoney(answer.total)}</b>
      </p>
      {answer.needsConfirmation && <Alert type="warning" showIcon className="gap-below" title={t('amount.needsConfirmation')} />}
      {answer.parts.length > 1 && (
        <table className="simple-table gap-below">
          <tbody>
            {answer.parts.map((part, index) => (
              <tr key={index}>
                <td>
                  {part.name}
                  <div className="muted">{pick(part)}</div>
                </td>
                <td className="num right">{formatMoney(part.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2>{t('amount.how')}</h2>
      <ol className="explanation">
        {answer.steps.map((step, index) => (
          <li key={index}>
            {pick(step)}
            {step.basis && <div className="muted">{say(step.basis)}</div>}
          </li>
        ))}
      </ol>
      <Button className="no-print" onClick={() => window.print()}>
        {t('action.print')}
      </Button>
    </>
  );
}
