import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Modal from 'antd/es/modal';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { FieldRefusal } from '../shared/FieldRefusal';
import { FileInput } from '../shared/FileInput';
import { takeAway } from '../shared/takeAway';
import { useErrorText } from '../shared/useErrorText';
import { Taken } from './BankFileTaken';
import { batchesOf, type Batch } from './useBatches';

/** Finance takes the approved batch to the bank and brings its answer back. */
export function BankActs({ caseId, batch, settled }: { caseId: string; batch: Batch; settled?: (said: string) => void }) {
  const { t } = useI18n();
  const path = `${batchesOf(caseId)}/${encodeURIComponent(batch.id)}`;
  const errorText = useErrorText();
  const client = useQueryClient();
  const [asks, setAsks] = useState(false);
  const [answer, setAnswer] = useState<File>();
  const [taken, setTaken] = useState(0);
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
    onSuccess: (brought) => {
      setAnswer(undefined);
      setTaken((before) => before + 1);
      if (!brought.already && brought.waiting === 0) {
        const answers = [...batch.answers, brought];
        const all = (count: (one: { paid: number; failed: number }) => number) => answers.reduce((sum, one) => sum + count(one), 0);
        settled?.(t('payments.settledBy', { paid: all((one) => one.paid), failed: all((one) => one.failed) }));
      }
      void client.invalidateQueries({ queryKey: ['task'] });
      void client.invalidateQueries({ queryKey: ['tasks'] });
    },
    onSettled: again,
  });
  return (
    <div className="bank-acts">
      {batch.answers.length === 0 && (
        <div className="import-form">
          <Button loading={take.isPending} onClick={() => (batch.downloads.length > 0 ? setAsks(true) : take.mutate(false))}>
            {t('payments.take')}
          </Button>
        </div>
      )}
      <div className="import-form">
        <label>
          {t('payments.answer')}
          <FileInput
            key={taken}
            accept=".csv,text/csv"
            onFiles={([file]) => {
              bring.reset();
              setAnswer(file);
            }}
          />
        </label>
        <Button disabled={!answer} loading={bring.isPending} onClick={() => answer && bring.mutate(answer)}>
          {t('payments.bring')}
        </Button>
      </div>
      <p className="muted">{t('payments.help')}</p>
      {take.isError && !asks && <Alert type="error" showIcon role="alert" title={errorText(take.error)} />}
      {bring.isSuccess && (
        <p role="status">
          {t(bring.data.already ? 'payments.already' : bring.data.waiting > 0 ? 'payments.broughtPart' : 'payments.brought', {
            paid: bring.data.paid,
            failed: bring.data.failed,
            waiting: bring.data.waiting,
          })}
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
