import Button from 'antd/es/button';
import Pagination from 'antd/es/pagination';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { get, post } from '../api/client';
import { useI18n } from '../i18n';
import { Choice } from '../shared/Choice';
import { formatInstant } from '../shared/format';
import { Failure, Loading } from '../shared/States';
import { messagesKey, type MessagePage } from './MessagesLink';

const pageSize = 50;

/** 消息: what the own account was told of deadlines and cases. Opening one marks it as read. */
export function MessagesPage() {
  const { t, pick } = useI18n();
  const client = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const which = search.get('which') === 'all' ? 'all' : 'unread';
  const page = Math.max(1, Number(search.get('page')) || 1);
  const messages = useQuery({
    queryKey: [...messagesKey, which, page],
    queryFn: ({ signal }) => get<MessagePage>('/api/notifications', { unread: which === 'unread' || undefined, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  const read = useMutation({
    mutationFn: (ids: string[] | null) => post('/api/notifications/read', { ids, all: ids === null }),
    onSettled: () => client.invalidateQueries({ queryKey: messagesKey }),
  });
  if (messages.isError && !messages.data) return <Failure error={messages.error} retry={() => void messages.refetch()} />;
  if (!messages.data) return <Loading />;
  const { items, total, unread } = messages.data;
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('message.title')}</h1>
        <div className="page-facts">
          <Choice
            label={t('message.title')}
            value={which}
            options={[
              ['unread', t('message.onlyUnread')],
              ['all', t('message.all')],
            ]}
            choose={(value) => setSearch(value === 'all' ? { which: 'all' } : {}, { replace: true })}
          />
          <Button disabled={unread === 0} loading={read.isPending} onClick={() => read.mutate(null)}>
            {t('message.readAll')}
          </Button>
        </div>
      </header>
      {items.length === 0 ? (
        <p className="empty">{t(which === 'unread' ? 'message.noneUnread' : 'message.none')}</p>
      ) : (
        <table className="simple-table">
          <thead>
            <tr>
              <th>{t('message.at')}</th>
              <th>{t('field.caseNumber')}</th>
              <th>{t('message.text')}</th>
              <th>{t('field.due')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id} className={item.readAt ? undefined : 'unread'}>
                <td className="nowrap">
                  <span className="num">{formatInstant(item.createdAt)}</span>
                </td>
                <td className="nowrap">
                  <Link to={`/cases/${encodeURIComponent(item.caseId)}`} onClick={() => !item.readAt && read.mutate([item.id])}>
                    {item.caseNumber}
                  </Link>
                </td>
                <td>{pick(item)}</td>
                <td className={item.urgent ? 'nowrap urgent-text' : 'nowrap'}>
                  <span className="num">{item.dueOn}</span>
                </td>
                <td>
                  {!item.readAt && (
                    <Button size="small" type="text" onClick={() => read.mutate([item.id])}>
                      {t('message.read')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {total > pageSize && (
        <div className="list-foot">
          <span className="grow" />
          <Pagination
            size="small"
            current={page}
            pageSize={pageSize}
            total={total}
            showSizeChanger={false}
            onChange={(next) => setSearch({ ...(which === 'all' && { which }), page: String(next) })}
          />
        </div>
      )}
    </section>
  );
}
