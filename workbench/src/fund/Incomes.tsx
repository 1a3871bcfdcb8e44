import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client';
import { newOperationId } from '../api/operationId';
import { ApiProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { formatMoney, todayInChina } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { WorkdayPicker } from '../shared/WorkdayPicker';
import { WideTable } from '../shared/WideTable';

const kinds = ['opening', 'appropriation', 'fee', 'interest', 'donation', 'other'] as const;

/** 基金收入: what came into the fund beside recoveries, and what it can still pay. */
export function Incomes({ year, fund, may }: { year: number; fund: string; may: boolean }) {
  const { t } = useI18n();
  const found = useQuery({
    queryKey: ['fund', 'incomes', fund, year],
    queryFn: ({ signal }) => get<Schemas['FundIncomesAnswer']>('/api/fund/incomes', { year, fund }, signal),
  });
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return (
    <>
      <h2>{t('fund.income.title')}</h2>
      <p className="muted">
        {found.data.balance === null ? t('fund.income.notKept') : t('fund.income.balance', { balance: formatMoney(found.data.balance) })}
        {fund === 'wgf' && found.data.feeSuspended && (
          <>
            <br />
            {found.data.feeSuspended}
          </>
        )}
      </p>
      {found.data.items.length > 0 && (
        <WideTable label={t('fund.income.title')}>
          <thead>
            <tr>
              <th>{t('fund.on')}</th>
              <th>{t('fund.income.kind')}</th>
              <th className="num">{t('fund.income.amount')}</th>
              <th>{t('fund.income.note')}</th>
              <th>{t('fund.income.by')}</th>
            </tr>
          </thead>
          <tbody>
            {found.data.items.map((item) => (
              <tr key={item.id}>
                <td className="nowrap">
                  <span className="num">{item.receivedOn}</span>
                </td>
                <td className="nowrap">{t(`fund.income.kind.${kinds.find((kind) => kind === item.kind) ?? 'other'}`)}</td>
                <td className="num">{formatMoney(item.amount)}</td>
                <td className="wrap">{item.note}</td>
                <td className="nowrap">
                  <Actor name={item.recordedBy} />
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {may && <NewIncome fund={fund} feeSuspended={fund === 'wgf' && found.data.feeSuspended !== null} />}
    </>
  );
}

function NewIncome({ fund, feeSuspended }: { fund: string; feeSuspended: boolean }) {
  const { t, pick } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [kind, setKind] = useState<(typeof kinds)[number]>('appropriation');
  const [receivedOn, setReceivedOn] = useState(todayInChina());
  const [amount, setAmount] = useState('');
  const [note, setNote] = useState('');
  const [operationId, setOperationId] = useState(newOperationId);
  const save = useMutation({
    mutationFn: () =>
      post<Schemas['FundIncomesItem']>('/api/fund/incomes', {
        fund,
        kind,
        receivedOn: receivedOn || null,
        amount: amount.trim() === '' ? null : Number(amount),
        note,
        operationId,
      }),
    onSuccess: () => {
      setOperationId(newOperationId());
      setAmount('');
      setNote('');
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['fund'] }),
  });
  const faults = save.error instanceof ApiProblem ? save.error.fieldErrors : [];
  const fault = (field: string) => {
    const found = faults.find((one) => one.field === field);
    return found && pick(found);
  };
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h3>{t('fund.income.new')}</h3>
      {save.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(save.error)} />}
      <Field label={t('fund.income.kind')} required error={fault('kind')}>
        <select className="plain-select" value={kind} onChange={(event) => setKind(event.target.value as (typeof kinds)[number])}>
          {kinds.map((one) => (
            <option key={one} value={one} disabled={one === 'fee' && feeSuspended}>
              {t(`fund.income.kind.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('fund.on')} required error={fault('receivedOn')}>
        <WorkdayPicker value={receivedOn} max={todayInChina()} onChange={setReceivedOn} />
      </Field>
      <Field label={t('fund.income.amount')} required error={fault('amount')}>
        <Input inputMode="decimal" className="num" value={amount} onChange={(event) => setAmount(event.target.value)} />
      </Field>
      <Field label={t('fund.income.note')} required error={fault('note')}>
        <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('fund.income.save')}
      </Button>
    </form>
  );
}
