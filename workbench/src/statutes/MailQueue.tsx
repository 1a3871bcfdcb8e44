import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Popconfirm from 'antd/es/popconfirm';
import Table, { type ColumnsType } from 'antd/es/table';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/client';
import type { Page, Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { Said } from '../i18n/Said';
import { Choice } from '../shared/Choice';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { useNarrow } from '../shared/useNarrow';
import { useMessages, type StatuteMessage } from './messages';
import type { Delivery, MissedReminder } from './types';

const pageSize = 20;
const states = ['failed', 'queued', 'none', 'sent'] as const;

type Deliveries = Page<Delivery> & Pick<Schemas['DeliveriesPage'], 'counts'>;

/** 邮件与提醒: what the mail server did not take, and what fell due while no host ran. */
export function MailQueue() {
  const { m } = useMessages();
  const { t } = useI18n();
  const { message } = App.useApp();
  const narrow = useNarrow();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [state, setState] = useState<(typeof states)[number]>('failed');
  const [page, setPage] = useState(1);
  const mails = useQuery({
    queryKey: ['mails', state, page],
    queryFn: ({ signal }) => get<Deliveries>('/api/mail/deliveries', { state, page, pageSize }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
  const retry = useMutation({
    mutationFn: (id: string) => post(`/api/mail/deliveries/${encodeURIComponent(id)}/retry`, {}),
    onSuccess: () => {
      void message.success(m('mails.retried'));
      void client.invalidateQueries({ queryKey: ['mails'] });
    },
  });
  const retryAll = useMutation({
    mutationFn: () => post<Schemas['DeliveriesRequeued']>('/api/mail/deliveries/retry', { state }),
    onSuccess: ({ queued, left }) => {
      void message.success(m(left > 0 ? 'mails.retriedSome' : 'mails.retriedAll', { count: queued, left }));
      setPage(1);
      void client.invalidateQueries({ queryKey: ['mails'] });
    },
  });
  const given = state === 'failed' || state === 'none';
  const again = (mail: Delivery) =>
    given && (
      <Button size="small" loading={retry.isPending && retry.variables === mail.id} onClick={() => retry.mutate(mail.id)}>
        {m('mails.retry')}
      </Button>
    );
  const columns: ColumnsType<Delivery> = narrow
    ? [
        {
          title: m('mails.subject'),
          render: (_, mail) => (
            <>
              <Said text={mail.subject} />
              <div className="muted wrap">
                <Actor name={mail.userName} /> · <span className="num">{formatInstant(mail.decidedAt ?? mail.createdAt)}</span>
                {mail.lastError && <div>{mail.lastError}</div>}
              </div>
              {again(mail)}
            </>
          ),
        },
      ]
    : [
        { title: m('mails.subject'), render: (_, mail) => <Said text={mail.subject} /> },
        { title: m('mails.for'), width: 210, render: (_, mail) => <Actor name={mail.userName} /> },
        { title: m('mails.tries'), width: 90, dataIndex: 'attempts' },
        { title: m('mails.error'), width: 280, render: (_, mail) => <span className="wrap">{mail.lastError ?? '—'}</span> },
        {
          title: m('mails.at'),
          width: 160,
          render: (_, mail) => <span className="num nowrap">{formatInstant(mail.decidedAt ?? mail.createdAt)}</span>,
        },
        { title: '', width: 100, render: (_, mail) => again(mail) },
      ];
  return (
    <>
      <div className="filters">
        <Choice
          label={m('tab.mails')}
          value={state}
          options={states.map((known) => [
            known,
            known === 'sent' ? m('mails.sent') : `${m(`mails.${known}`)} ${mails.data?.counts[known] ?? 0}`,
          ])}
          choose={(value) => {
            setState(value as (typeof states)[number]);
            setPage(1);
          }}
        />
        <span className="grow" />
        {given && (mails.data?.total ?? 0) > 0 && (
          <Popconfirm title={m('mails.retryAll.ask', { count: mails.data?.total ?? 0 })} onConfirm={() => retryAll.mutate()}>
            <Button loading={retryAll.isPending}>{m('mails.retryAll')}</Button>
          </Popconfirm>
        )}
      </div>
      {(retry.error ?? retryAll.error) && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(retry.error ?? retryAll.error)} />
      )}
      {mails.isError ? (
        <Failure error={mails.error} retry={() => void mails.refetch()} />
      ) : !mails.data ? (
        <Loading />
      ) : mails.data.items.length === 0 ? (
        <p className="empty">{m(state === 'failed' ? 'mails.empty.failed' : 'mails.empty')}</p>
      ) : (
        <Table<Delivery>
          rowKey="id"
          size="small"
          columns={columns}
          dataSource={mails.data.items}
          pagination={{
            size: 'small',
            current: page,
            pageSize,
            total: mails.data.total,
            showSizeChanger: false,
            showTotal: (total) => t('list.total', { total }),
            onChange: setPage,
          }}
        />
      )}
      <Missed />
    </>
  );
}

function Missed() {
  const { m } = useMessages();
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const missed = useQuery({
    queryKey: ['missed-reminders', page],
    queryFn: ({ signal }) => get<Page<MissedReminder>>('/api/reminders/missed', { page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  if (!missed.data) return null;
  const point = (text: string) => {
    const [moment, days = ''] = text.split('-');
    const key = `moment.${moment}.text`;
    return days ? m(key as StatuteMessage, { days }) : m(`moment.${moment}` as StatuteMessage);
  };
  const columns: ColumnsType<MissedReminder> = [
    { title: m('mails.point'), render: (_, one) => point(one.point) },
    { title: m('plans.to'), render: (_, one) => m(`to.${one.to}` as StatuteMessage) },
    { title: m('mails.dueOn'), render: (_, one) => <span className="num">{one.dueOn}</span> },
    { title: m('mails.fireAt'), render: (_, one) => <span className="num">{formatInstant(one.fireAt)}</span> },
  ];
  return (
    <>
      <h2>{m('mails.missed')}</h2>
      <p className="muted">{m('mails.missed.help')}</p>
      {missed.data.items.length === 0 ? (
        <p>{m('mails.missed.none')}</p>
      ) : (
        <Table<MissedReminder>
          rowKey="id"
          size="small"
          columns={columns}
          dataSource={missed.data.items}
          scroll={{ x: 480 }}
          pagination={{
            size: 'small',
            current: page,
            pageSize,
            total: missed.data.total,
            showSizeChanger: false,
            showTotal: (total) => t('list.total', { total }),
            onChange: setPage,
          }}
        />
      )}
    </>
  );
}
