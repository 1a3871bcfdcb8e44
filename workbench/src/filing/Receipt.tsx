import Button from 'antd/es/button';
import { Link } from 'react-router';
import type { FilingReceipt } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';

/** The receipt. The query code is shown only here, so it says so loudly. */
export function Receipt({ receipt, again }: { receipt: FilingReceipt; again?: () => void }) {
  const { t, pick } = useI18n();
  return (
    <section className="receipt">
      <h1>{t('receipt.title')}</h1>
      <dl>
        <dt>{t('field.caseNumber')}</dt>
        <dd className="receipt-number">{receipt.caseNumber}</dd>
        <dt>{t('receipt.queryCode')}</dt>
        <dd className="receipt-number num">{receipt.queryCode}</dd>
        <dt>{t('receipt.receivedAt')}</dt>
        <dd className="num">{formatInstant(receipt.receivedAt)}</dd>
        <dt>{t('field.stage')}</dt>
        <dd>{pick(receipt.stage)}</dd>
        <dt>{t('follow.next')}</dt>
        <dd>
          {pick(receipt.nextStep)}
          {receipt.nextStep.by && <span className="muted"> {t('follow.by', { date: receipt.nextStep.by.slice(0, 10) })}</span>}
        </dd>
      </dl>
      <p className="notice">{t('receipt.keep')}</p>
      <p className="row no-print">
        <Button onClick={() => window.print()}>{t('action.print')}</Button>
        {again ? (
          <Button onClick={again}>{t('receipt.another')}</Button>
        ) : (
          <Link to={`/my-case?number=${encodeURIComponent(receipt.caseNumber)}`}>{t('nav.myCase')}</Link>
        )}
      </p>
    </section>
  );
}
