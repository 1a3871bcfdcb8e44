import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { formatMoney, sumMoney } from '../shared/format';
import { useErrorText } from '../shared/useErrorText';

type Item = Schemas['FundAccountsItem'];
const funds = ['WGF', 'EMF'];

/** 垫付明细 of the fund's procedures: each worker's amount and masked account, which is shown whole for a reason on the record. */
export function Advances({ caseId, procedure }: { caseId: string; procedure: string }) {
  const { t } = useI18n();
  const me = useMe();
  const [asked, setAsked] = useState<Item>();
  const path = `/api/cases/${encodeURIComponent(caseId)}/advances`;
  const advances = useQuery({
    queryKey: ['case', caseId, 'advances'],
    queryFn: ({ signal }) => get<Item[]>(path, undefined, signal),
    enabled: funds.includes(procedure),
  });
  if (!advances.data?.length) return null;
  const mayAsk = me.data?.permissions?.includes('officers') ?? false;
  return (
    <>
      <h2>{t('advances.title')}</h2>
      <ul className="plain">
        {advances.data.map((one) => (
          <li key={one.id} className="row">
            <span className="grow">
              <b>
                {one.workerNumber} {one.workerName}
              </b>{' '}
              {one.bank} <span className="num">{one.account}</span>
              {one.refusal ? <div className="muted wrap">{one.refusal}</div> : <Standing advance={one} />}
            </span>
            <span className="num">{formatMoney(one.amount)}</span>
            {mayAsk && (
              <Button
                size="small"
                type="link"
                aria-label={t('advances.of', { name: `${one.workerNumber} ${one.workerName}` })}
                onClick={() => setAsked(one)}
              >
                {t('advances.show')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {advances.data.length > 1 && (
        <p className="row">
          <b className="grow">{t('field.total')}</b>
          <b className="num">{formatMoney(sumMoney(advances.data.map((one) => one.amount)))}</b>
        </p>
      )}
      {asked && <Dialog path={path} advance={asked} close={() => setAsked(undefined)} />}
    </>
  );
}

/** Where one worker's advance stands: what the bank did with it, above all. */
function Standing({ advance }: { advance: Item }) {
  const { t } = useI18n();
  const cameBack = advance.state === 'paid' && advance.failure;
  const state = cameBack ? 'came-back' : (advance.state as 'calculated' | 'confirmed' | 'in-batch' | 'paid' | 'failed');
  return (
    <div className={advance.failure ? 'field-error wrap' : 'muted'}>
      {t(`advances.state.${state}`, { day: advance.paidOn ?? '', why: advance.failure ?? '' })}
    </div>
  );
}

function Dialog({ path, advance, close }: { path: string; advance: Item; close: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const show = useMutation({
    mutationFn: () => post<Schemas['FundAccountsAnswer']>(`${path}/${encodeURIComponent(advance.id)}/unmask`, { reason }),
  });
  const errors = errorsByField(show.error, language);
  return (
    <Modal
      open
      title={t('advances.of', { name: `${advance.workerNumber} ${advance.workerName}` })}
      okText={t('advances.show')}
      confirmLoading={show.isPending}
      onOk={() => show.mutate()}
      onCancel={close}
    >
      {show.isError && !errors.reason && <Alert type="error" role="alert" className="gap-below" title={errorText(show.error)} />}
      <Field label={t('advances.reason')} required error={errors.reason}>
        <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {show.data && (
        <p role="status">
          {t('advances.account')} <b className="num">{show.data.account}</b>
        </p>
      )}
    </Modal>
  );
}
