import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Modal from 'antd/es/modal';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { get, post } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { FieldRefusal } from '../shared/FieldRefusal';
import { useMe } from '../session/useMe';
import { formatInstant, formatMoney } from '../shared/format';
import { useActorName } from '../shared/people';
import { takeAway } from '../shared/takeAway';
import { useErrorText } from '../shared/useErrorText';

type Batch = Schemas['BankFilesBatch'];
const funds = ['WGF', 'EMF'];

/** 支付批次: who approved each, when its file went to the bank, and what the bank answered. */
export function Payments({ caseId, procedure }: { caseId: string; procedure: string }) {
  const { t } = useI18n();
  const me = useMe();
  const path = `/api/cases/${encodeURIComponent(caseId)}/payment-batches`;
  const batches = useQuery({
    queryKey: ['case', caseId, 'payment-batches'],
    queryFn: ({ signal }) => get<Batch[]>(path, undefined, signal),
    enabled: funds.includes(procedure),
  });
  if (!batches.data?.length) return null;
  const pays = me.data?.permissions?.includes('fund-payment') ?? false;
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
            {batch.answer && (
              <div className="muted wrap">
                <Answered answer={batch.answer} />
              </div>
            )}
            {pays && batch.payable && <BankActs caseId={caseId} path={`${path}/${encodeURIComponent(batch.id)}`} batch={batch} />}
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

function Taken({ taken }: { taken: Schemas['BankFilesDownload'] }) {
  const { t } = useI18n();
  const by = useActorName(taken.by);
  return t('payments.taken', { by, at: formatInstant(taken.at), hash: taken.sha256.slice(0, 12) });
}

function Answered({ answer }: { answer: Schemas['BankFilesAnswered'] }) {
  const { t } = useI18n();
  const by = useActorName(answer.by);
  const { paid, failed } = answer;
  return t('payments.answered', { by, at: formatInstant(answer.at), paid, failed, hash: answer.sha256.slice(0, 12) });
}

/** Finance takes the approved batch to the bank and brings its answer back. */
function BankActs({ caseId, path, batch }: { caseId: string; path: string; batch: Batch }) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const input = useId();
  const [asks, setAsks] = useState(false);
  const [answer, setAnswer] = useState<File>();
  const again = () => void client.invalidateQueries({ queryKey: ['case', caseId] });
  const take = useMutation({
    mutationFn: (known: boolean) => takeAway(`${path}/bank-file${known ? '?again=true' : ''}`),
    onSuccess: () => setAsks(false),
    onError: (error) => setAsks(error instanceof ApiProblem && error.code === 'fund.file-taken'),
    onSettled: again,
  });
  const bring = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file, file.name);
      return post<Schemas['BankFilesImported']>(`${path}/bank-return`, form);
    },
    onSuccess: () => {
      setAnswer(undefined);
      void client.invalidateQueries({ queryKey: ['task'] });
      void client.invalidateQueries({ queryKey: ['tasks'] });
    },
    onSettled: again,
  });
  return (
    <div className="bank-acts">
      <div className="row">
        <Button loading={take.isPending} onClick={() => (batch.downloads.length > 0 ? setAsks(true) : take.mutate(false))}>
          {t('payments.take')}
        </Button>
        <label htmlFor={input}>{t('payments.answer')}</label>
        <input
          id={input}
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => {
            bring.reset();
            setAnswer(event.target.files?.[0]);
          }}
        />
        <Button disabled={!answer} loading={bring.isPending} onClick={() => answer && bring.mutate(answer)}>
          {t('payments.bring')}
        </Button>
      </div>
      <p className="muted">{t('payments.help')}</p>
      {take.isError && !asks && <Alert type="error" showIcon role="alert" title={errorText(take.error)} />}
      {bring.isSuccess && (
        <p role="status">
          {t(bring.data.already ? 'payments.already' : 'payments.brought', { paid: bring.data.paid, failed: bring.data.failed })}
        </p>
      )}
      {bring.isError && <FieldRefusal error={bring.error} title={t('payments.refused')} />}
      <Modal
        open={asks}
        title={t('payments.again')}
        okText={t('payments.takeAgain')}
        okButtonProps={{ danger: true }}
        confirmLoading={take.isPending}
        onOk={() => take.mutate(true)}
        onCancel={() => setAsks(false)}
      >
        <ul className="plain">
          {batch.downloads.map((taken, index) => (
            <li key={index}>
              <Taken taken={taken} />
            </li>
          ))}
        </ul>
        <p>{t('payments.twice')}</p>
      </Modal>
    </div>
  );
}
