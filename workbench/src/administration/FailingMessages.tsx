import Button from 'antd/es/button';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useOwnPage } from '../shared/useOwnPage';
import { formatInstant } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Failure } from '../shared/States';

/** What was tried and failed, when it is tried again, and the way to try it now. */
export function FailingMessages({ kindName }: { kindName: (kind: string) => string }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { page, pageSize, change } = useOwnPage();
  const failing = useQuery({
    queryKey: ['work', 'messages', page, pageSize],
    queryFn: ({ signal }) => get<Schemas['WorkStateMessagePage']>('/api/administration/work/messages', { page, pageSize }, signal),
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });
  const retry = useMutation({
    mutationFn: (id: string) => post(`/api/administration/work/messages/${encodeURIComponent(id)}/retry`),
    onSettled: () => client.invalidateQueries({ queryKey: ['work'] }),
  });
  if (failing.isError && !failing.data) return <Failure error={failing.error} retry={() => void failing.refetch()} />;
  if (!failing.data || failing.data.total === 0) return null;
  return (
    <>
      <table className="simple-table">
        <thead>
          <tr>
            <th>{t('work.kind')}</th>
            <th className="right">{t('work.attempts')}</th>
            <th>{t('work.error')}</th>
            <th>{t('work.nextTry')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {failing.data.items.map((message) => (
            <tr key={message.id}>
              <td>{kindName(message.kind)}</td>
              <td className="num right">{message.attempts}</td>
              <td className="wrap">{message.lastError}</td>
              <td className="nowrap">
                <span className="num">{formatInstant(message.nextTryAt)}</span>
              </td>
              <td>
                <Button size="small" loading={retry.isPending && retry.variables === message.id} onClick={() => retry.mutate(message.id)}>
                  {t('work.retry')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <PageFoot page={page} pageSize={pageSize} total={failing.data.total} change={change} />
    </>
  );
}
