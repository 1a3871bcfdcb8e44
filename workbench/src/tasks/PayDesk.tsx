import type { TaskDetail } from '../api/types';
import { BankActs } from '../cases/BankActs';
import { Taken } from '../cases/BankFileTaken';
import { useBatches } from '../cases/useBatches';
import { useI18n } from '../i18n';
import { formatMoney } from '../shared/format';
import { paysByBank } from './paySteps';

/** Where a payment is recorded: the file for the bank and its answer come first, what is typed is for payments made otherwise. */
export function PayDesk({ task, settled }: { task: TaskDetail; settled: (said: string) => void }) {
  const { t } = useI18n();
  const batches = useBatches(task.caseId, paysByBank(task.step) ? task.procedure.code : '');
  const payable = batches.data?.filter((batch) => batch.payable) ?? [];
  return payable.map((batch) => (
    <section key={batch.id} className="panel" aria-label={t('payments.desk')}>
      <div className="row">
        <h2 className="grow">{t('payments.batch', { number: batch.number, workers: batch.workers })}</h2>
        <b className="num">{formatMoney(batch.total)}</b>
      </div>
      {batch.downloads.map((taken, index) => (
        <p key={index} className="muted wrap">
          <Taken taken={taken} />
        </p>
      ))}
      <BankActs caseId={task.caseId} batch={batch} settled={settled} />
      <p className="muted">{t('payments.orTyped')}</p>
    </section>
  ));
}
