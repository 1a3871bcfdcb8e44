import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { formatInstant, formatMoney } from '../shared/format';
import { useActorName } from '../shared/people';
import type { Schemas } from '../api/types';
import { BankActs } from './BankActs';
import { Taken } from './BankFileTaken';
import { useBatches, type Batch } from './useBatches';

/** 支付批次: who approved each, when its file went to the bank, and what the bank answered. */
export function Payments({ caseId, procedure, elsewhere }: { caseId: string; procedure: string; elsewhere?: boolean }) {
  const { t } = useI18n();
  const me = useMe();
  const batches = useBatches(caseId, procedure);
  if (!batches.data?.length) return null;
  const pays = !elsewhere && (me.data?.permissions?.includes('fund-payment') ?? false);
  return (
    <>
      <h2>{t('payments.title')}</h2>
      <ul className="plain">
        {batches.data.map((batch) => (
          <li key={batch.id}>
            <div className="row">
              <b className="grow">{t('payments.batch', { number: batch.number, workers: batch.workers })}</b>
              <b className="num">{formatMoney(batch.total)}</b>
            </div>
            <div className="muted">
              <Approvals batch={batch} />
            </div>
            {batch.downloads.map((taken, index) => (
              <div key={index} className="muted wrap">
                <Taken taken={taken} />
              </div>
            ))}
            {batch.answers.map((answer, index) => (
              <div key={index} className="muted wrap">
                <Answered answer={answer} />
              </div>
            ))}
            {batch.payable && batch.answers.length > 0 && (
              <div className="wrap">
                <b>{t('payments.waiting', { waiting: batch.waiting })}</b>
              </div>
            )}
            {pays && batch.payable && <BankActs caseId={caseId} batch={batch} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Approvals({ batch }: { batch: Batch }) {
  const { t } = useI18n();
  const first = useActorName(batch.firstApprovedBy ?? 'workflow');
  const second = useActorName(batch.secondApprovedBy ?? 'workflow');
  return t(batch.settledAt ? 'payments.settled' : batch.payable ? 'payments.approved' : 'payments.prepared', {
    first: batch.firstApprovedBy ? first : '—',
    second: batch.secondApprovedBy ? second : '—',
  });
}

function Answered({ answer }: { answer: Schemas['BankFilesAnswered'] }) {
  const { t } = useI18n();
  const by = useActorName(answer.by);
  const { paid, failed } = answer;
  return t('payments.answered', { by, at: formatInstant(answer.at), paid, failed, hash: answer.sha256.slice(0, 12) });
}
