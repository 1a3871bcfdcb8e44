import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { todayInChina } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';

type Item = Schemas['FundResolutionsItem'];
const presences = ['出席', '缺席', '回避'] as const;
const votes = ['同意', '反对', '弃权'] as const;

interface Row {
  name: string;
  presence: string;
  vote: string;
}

const emptyRow: Row = { name: '', presence: '出席', vote: '同意' };

/** 基金委员会表决: the committee's meetings on a year's report, and the form that records one; the votes say what it came to. */
export function Resolutions({ year, may }: { year: number; may: boolean }) {
  const { t } = useI18n();
  const found = useQuery({
    queryKey: ['fund', 'resolutions', year],
    queryFn: ({ signal }) => get<Item[]>('/api/fund/resolutions', { year }, signal),
  });
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const carried = found.data.some((one) => one.result === 'carried');
  return (
    <>
      <h2>{t('fund.vote.title')}</h2>
      {found.data.length === 0 && <p className="empty">{t('fund.vote.none')}</p>}
      {found.data.map((one) => (
        <Meeting key={one.id} one={one} />
      ))}
      {may && !carried && <NewMeeting year={year} />}
    </>
  );
}

function Meeting({ one }: { one: Item }) {
  const { t } = useI18n();
  return (
    <div className="panel">
      <p>
        <strong>{t(`fund.vote.result.${one.result as 'carried' | 'not-carried' | 'no-quorum'}`)}</strong>{' '}
        {t('fund.vote.tally', {
          members: one.members.length,
          present: one.present,
          recused: one.recused,
          for: one.for,
          against: one.against,
          abstained: one.abstained,
        })}
      </p>
      <p className="wrap">{one.text}</p>
      <p className="muted">
        {one.heldOn} · {t('fund.vote.chair')} {one.chair} · {t('fund.income.by')} <Actor name={one.recordedBy} />
      </p>
      <details>
        <summary>{t('fund.vote.members')}</summary>
        <ul className="plain">
          {one.members.map((member) => (
            <li key={member.name}>
              {member.name} {member.presence} {member.vote ?? '—'}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function NewMeeting({ year }: { year: number }) {
  const { t, pick } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [heldOn, setHeldOn] = useState(todayInChina());
  const [chair, setChair] = useState('');
  const [text, setText] = useState('');
  const [rows, setRows] = useState<readonly Row[]>([emptyRow, emptyRow, emptyRow]);
  const save = useMutation({
    mutationFn: () =>
      post<Item>('/api/fund/resolutions', {
        year,
        heldOn: heldOn || null,
        chair,
        text,
        members: rows.map((row) => ({
          name: row.name,
          organisation: null,
          presence: row.presence,
          vote: row.presence === '出席' ? row.vote : null,
          recusal: null,
        })),
      }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['fund', 'resolutions'] }),
  });
  const faults = save.error instanceof ApiProblem ? save.error.fieldErrors : [];
  const fault = (field: string) => {
    const one = faults.find((each) => each.field === field);
    return one && pick(one);
  };
  const change = (at: number, next: Partial<Row>) => setRows(rows.map((row, i) => (i === at ? { ...row, ...next } : row)));
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h3>{t('fund.vote.new')}</h3>
      {save.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(save.error)} />}
      <Field label={t('fund.vote.heldOn')} required error={fault('heldOn')}>
        <input
          type="date"
          className="month-input"
          value={heldOn}
          max={todayInChina()}
          onChange={(event) => setHeldOn(event.target.value)}
        />
      </Field>
      <Field label={t('fund.vote.chair')} required error={fault('chair')}>
        <Input value={chair} maxLength={100} onChange={(event) => setChair(event.target.value)} />
      </Field>
      <Field label={t('fund.vote.text')} required error={fault('text')}>
        <Input.TextArea value={text} maxLength={2000} rows={2} onChange={(event) => setText(event.target.value)} />
      </Field>
      <fieldset className="plain">
        <legend>{t('fund.vote.members')}</legend>
        {fault('members') && <p className="light-red">{fault('members')}</p>}
        {rows.map((row, at) => (
          <div className="import-form" key={at}>
            <Input
              aria-label={t('fund.vote.memberName', { number: at + 1 })}
              placeholder={t('fund.vote.memberName', { number: at + 1 })}
              value={row.name}
              maxLength={100}
              onChange={(event) => change(at, { name: event.target.value })}
            />
            <select
              className="plain-select"
              aria-label={t('fund.vote.presence')}
              value={row.presence}
              onChange={(event) => change(at, { presence: event.target.value })}
            >
              {presences.map((one) => (
                <option key={one} value={one}>
                  {t(`fund.vote.presence.${one}`)}
                </option>
              ))}
            </select>
            {row.presence === '出席' && (
              <select
                className="plain-select"
                aria-label={t('fund.vote.vote')}
                value={row.vote}
                onChange={(event) => change(at, { vote: event.target.value })}
              >
                {votes.map((one) => (
                  <option key={one} value={one}>
                    {t(`fund.vote.vote.${one}`)}
                  </option>
                ))}
              </select>
            )}
            {fault(`members[${at}].name`) && <span className="light-red">{fault(`members[${at}].name`)}</span>}
          </div>
        ))}
        <Button onClick={() => setRows([...rows, emptyRow])} disabled={rows.length >= 50}>
          {t('fund.vote.addMember')}
        </Button>{' '}
        <Button onClick={() => setRows(rows.slice(0, -1))} disabled={rows.length <= 1}>
          {t('fund.vote.dropMember')}
        </Button>
      </fieldset>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('fund.vote.save')}
      </Button>
    </form>
  );
}
