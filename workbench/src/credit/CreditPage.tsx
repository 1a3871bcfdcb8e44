import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/client';
import type { Page, Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { PageFoot } from '../shared/PageFoot';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useOwnPage } from '../shared/useOwnPage';
import { useReference } from '../shared/useReference';
import { ListActs } from './ListActs';
import { Ratings } from './Ratings';
import { Violations } from './Violations';

type List = Schemas['CreditListsItem'];
const states = ['scoring', 'scored', 'reviewed', 'approved', 'notified', 'final'] as const;

/** 守法诚信等级: the yearly lists, and the employers with the facts behind their grades. */
export function CreditPage() {
  const { t } = useI18n();
  const me = useMe();
  const [shown, setShown] = useState<string>();
  const { page, pageSize, change } = useOwnPage(10);
  const lists = useQuery({
    queryKey: ['credit', 'lists', page, pageSize],
    queryFn: ({ signal }) => get<Page<List>>('/api/credit/lists', { page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  const may = (permission: string) => me.data?.permissions.includes(permission) ?? false;
  if (lists.isError) return <Failure error={lists.error} retry={() => void lists.refetch()} />;
  if (!lists.data) return <Loading />;
  const open = lists.data.items.find((one) => one.id === shown) ?? lists.data.items[0];
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('nav.credit')}</h1>
      </header>
      <p className="muted">{t('credit.help')}</p>
      {lists.data.items.length === 0 && <p className="empty">{t('credit.none')}</p>}
      {lists.data.items.map((list) => (
        <OneList
          key={list.id}
          list={list}
          reviews={may('credit-review')}
          approves={may('credit-approval')}
          own={me.data?.userName === list.reviewedBy}
          show={list.id === open?.id ? undefined : () => setShown(list.id)}
        />
      ))}
      {lists.data.total > 0 && <PageFoot page={page} pageSize={pageSize} total={lists.data.total} change={change} />}
      {open && <Ratings key={open.id} list={open} acts={may('credit-review')} />}
      <Violations />
    </section>
  );
}

interface OneListProps {
  list: List;
  reviews: boolean;
  approves: boolean;
  own: boolean;
  show: (() => void) | undefined;
}

function OneList({ list, reviews, approves, own, show }: OneListProps) {
  const { t } = useI18n();
  const reference = useReference();
  const state = states.find((one) => one === list.state) ?? 'scoring';
  const district = reference.data?.districts.find((one) => one.code === list.place)?.name ?? list.place;
  const file = (kind: string) => `/api/credit/lists/${encodeURIComponent(list.id)}/list.${kind}`;
  return (
    <section className="panel" aria-label={`${district} ${list.year}`}>
      <div className="row">
        <h2 className="grow">
          {district} {t('credit.year', { year: list.year })}{' '}
          <span className="muted">{t(`credit.state.${state}`, { until: list.objectUntil ?? '' })}</span>
        </h2>
        {show && (
          <button type="button" className="link-button" onClick={show}>
            {t('credit.show')}
          </button>
        )}
        <a href={file('docx')} download>
          {t('credit.paper')}
        </a>
        <a href={file('csv')} download>
          {t('credit.export')}
        </a>
      </div>
      <p>{t('credit.counts', { a: list.a, b: list.b, c: list.c, listed: list.listed, inCase: list.inCase })}</p>
      <p className="muted">
        {list.reviewedBy && (
          <>
            {t('credit.reviewedBy')} <Actor name={list.reviewedBy} />{' '}
          </>
        )}
        {list.decidedBy && (
          <>
            {t('credit.decidedBy')} <Actor name={list.decidedBy} />{' '}
          </>
        )}
        {list.reason && t('credit.sentBack', { reason: list.reason })}
        {list.notifiedOn && t('credit.notified', { on: list.notifiedOn, how: list.notifiedHow ?? '' })}
      </p>
      <ListActs list={list} reviews={reviews} approves={approves} own={own} />
    </section>
  );
}
