import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { formatMoney, todayInChina } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { WorkdayPicker } from '../shared/WorkdayPicker';
import { WideTable } from '../shared/WideTable';
import { FundTabs } from './FundTabs';
import { quartersBefore } from './quarters';

type List = Schemas['FundPublicationsItem'];
const states = ['prepared', 'returned', 'approved', 'published'] as const;

/** 被垫付单位季度清单: prepared by the fund office, approved by another person, made public, corrected. */
export function FundListsPage() {
  const { t } = useI18n();
  const me = useMe();
  const lists = useQuery({
    queryKey: ['fund', 'lists'],
    queryFn: ({ signal }) => get<List[]>('/api/fund/publications', undefined, signal),
  });
  const may = (permission: string) => me.data?.permissions.includes(permission) ?? false;
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('fund.list.title')}</h1>
      </header>
      <FundTabs />
      <p className="muted">{t('fund.list.help')}</p>
      {may('fund-publication') && (
        <Prepare taken={(lists.data ?? []).filter((one) => one.state !== 'returned').map((one) => one.quarter)} />
      )}
      {lists.isError ? (
        <Failure error={lists.error} retry={() => void lists.refetch()} />
      ) : !lists.data ? (
        <Loading />
      ) : lists.data.length === 0 ? (
        <p className="empty">{t('fund.list.none')}</p>
      ) : (
        lists.data.map((list) => <OneList key={list.id} list={list} publishes={may('fund-publication')} approves={may('fund-approval')} />)
      )}
    </section>
  );
}

function useListChange<T>(path: string, body: () => T, done?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<List>(path, body()),
    onSuccess: done,
    onSettled: () => void client.invalidateQueries({ queryKey: ['fund', 'lists'] }),
  });
}

function Prepare({ taken }: { taken: readonly string[] }) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const open = quartersBefore(todayInChina(), 8).filter((one) => !taken.includes(one));
  const [chosen, setChosen] = useState('');
  const quarter = open.includes(chosen) ? chosen : (open[0] ?? '');
  const prepare = useListChange('/api/fund/publications', () => ({ quarter }));
  return (
    <div className="panel">
      {prepare.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(prepare.error)} />}
      <div className="import-form">
        <label>
          {t('fund.list.quarter')}{' '}
          <select className="plain-select num" value={quarter} onChange={(event) => setChosen(event.target.value)}>
            {open.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <Button type="primary" disabled={quarter === ''} loading={prepare.isPending} onClick={() => prepare.mutate()}>
          {t('fund.list.prepare')}
        </Button>
      </div>
    </div>
  );
}

function OneList({ list, publishes, approves }: { list: List; publishes: boolean; approves: boolean }) {
  const { t } = useI18n();
  const me = useMe();
  const state = states.find((one) => one === list.state) ?? 'prepared';
  const own = me.data?.userName === list.preparedBy;
  const shown = list.employers.filter((one) => one.removed === null);
  const file = (kind: string) => `/api/fund/publications/${encodeURIComponent(list.id)}/list.${kind}`;
  return (
    <section className="panel" aria-label={list.title}>
      <div className="row">
        <h2 className="grow">
          {list.quarter} <span className="muted">{t(`fund.list.state.${state}`)}</span>
        </h2>
        <a href={file('docx')} download>
          {t('fund.list.paper')}
        </a>
        <a href={file('csv')} download>
          {t('fund.export')}
        </a>
      </div>
      <p className="muted">
        {t('fund.list.preparedBy')} <Actor name={list.preparedBy} />
        {list.decidedBy && (
          <>
            ，{t(state === 'returned' ? 'fund.list.returnedBy' : 'fund.list.approvedBy')} <Actor name={list.decidedBy} />
          </>
        )}
        {list.reason && `：${list.reason}`}
        {list.publishedOn && `，${t('fund.list.publishedOn', { on: list.publishedOn, place: list.publishedAt ?? '' })}`}
      </p>
      <p>
        {t('fund.list.sum', {
          employers: shown.length,
          workers: shown.reduce((sum, one) => sum + one.workers, 0),
          paid: formatMoney(shown.reduce((sum, one) => sum + one.paid, 0)),
        })}
      </p>
      <Employers list={list} takeOff={approves && state === 'published'} />
      {state === 'prepared' && approves && (own ? <p className="muted">{t('fund.list.twoPersons')}</p> : <Decide list={list} />)}
      {state === 'approved' && publishes && <Publish list={list} />}
    </section>
  );
}

function Employers({ list, takeOff }: { list: List; takeOff: boolean }) {
  const { t } = useI18n();
  if (list.employers.length === 0) return <p className="empty">{t('fund.list.nobody')}</p>;
  return (
    <WideTable label={`${list.quarter} ${t('fund.list.title')}`}>
      <thead>
        <tr>
          <th>{t('fund.list.employer')}</th>
          <th>{t('fund.list.creditCode')}</th>
          <th>{t('fund.list.representative')}</th>
          <th className="num">{t('fund.workers')}</th>
          <th className="num">{t('fund.paid')}</th>
          <th>{t('field.caseNumber')}</th>
        </tr>
      </thead>
      <tbody>
        {list.employers.map((one) => (
          <tr key={one.caseNumber}>
            <td className="wrap">
              {one.name}
              {one.address && <div className="muted">{one.address}</div>}
              {one.removed && <div className="light-red">{t('fund.list.removed', { on: one.removedOn ?? '', reason: one.removed })}</div>}
              {takeOff && !one.removed && <TakeOff list={list} caseNumber={one.caseNumber} />}
            </td>
            <td className="nowrap">
              <span className="num">{one.creditCode ?? '—'}</span>
            </td>
            <td className="nowrap">{one.legalRepresentative ?? '—'}</td>
            <td className="num">{one.workers}</td>
            <td className="num">{formatMoney(one.paid)}</td>
            <td className="nowrap">{one.caseNumber}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function Decide({ list }: { list: List }) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const path = `/api/fund/publications/${list.id}/decide`;
  const approve = useListChange(path, () => ({ approved: true }));
  const back = useListChange(path, () => ({ approved: false, reason }));
  const failure = approve.error ?? back.error;
  return (
    <>
      {failure && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(failure)} />}
      <div className="import-form">
        <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate()}>
          {t('fund.list.approve')}
        </Button>
        <Input
          aria-label={t('fund.list.reason')}
          placeholder={t('fund.list.reason')}
          className="filter-search"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button loading={back.isPending} disabled={reason.trim() === ''} onClick={() => back.mutate()}>
          {t('fund.list.return')}
        </Button>
      </div>
    </>
  );
}

function Publish({ list }: { list: List }) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const [place, setPlace] = useState('');
  const [publishedOn, setPublishedOn] = useState(todayInChina());
  const publish = useListChange(`/api/fund/publications/${list.id}/publish`, () => ({ publishedOn: publishedOn || null, place }));
  return (
    <>
      {publish.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(publish.error)} />}
      <div className="import-form">
        <Input
          aria-label={t('fund.list.place')}
          placeholder={t('fund.list.place')}
          className="filter-search"
          value={place}
          maxLength={500}
          onChange={(event) => setPlace(event.target.value)}
        />
        <label>
          {t('fund.list.day')} <WorkdayPicker value={publishedOn} max={todayInChina()} onChange={setPublishedOn} />
        </label>
        <Button type="primary" loading={publish.isPending} disabled={place.trim() === ''} onClick={() => publish.mutate()}>
          {t('fund.list.publish')}
        </Button>
      </div>
    </>
  );
}

function TakeOff({ list, caseNumber }: { list: List; caseNumber: string }) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const takeOff = useListChange(`/api/fund/publications/${list.id}/take-off`, () => ({ caseNumber, reason }));
  if (!open)
    return (
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        {t('fund.list.takeOff')}
      </button>
    );
  return (
    <div className="import-form">
      {takeOff.isError && <Alert type="error" showIcon role="alert" title={errorText(takeOff.error)} />}
      <Input
        aria-label={t('fund.list.takeOffReason')}
        placeholder={t('fund.list.takeOffReason')}
        className="filter-search"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button danger loading={takeOff.isPending} disabled={reason.trim() === ''} onClick={() => takeOff.mutate()}>
        {t('fund.list.takeOff')}
      </Button>
    </div>
  );
}
