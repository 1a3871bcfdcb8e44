import { useQuery } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';

export type MessagePage = Schemas['NotificationsPage'];

export const messagesKey = ['messages'];

/** 消息, with how many are unread, in the frame of every page. */
export function MessagesLink() {
  const { t } = useI18n();
  const unread = useQuery({
    queryKey: [...messagesKey, 'unread'],
    queryFn: ({ signal }) => get<MessagePage>('/api/notifications', { unread: true, page: 1, pageSize: 1 }, signal),
    refetchInterval: 60_000,
  }).data?.unread;
  return (
    <NavLink to="/messages" className="num">
      {unread ? t('message.unread', { count: unread }) : t('message.title')}
    </NavLink>
  );
}
