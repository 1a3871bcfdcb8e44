import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Pagination from 'antd/es/pagination';
import Table, { type ColumnsType } from 'antd/es/table';
import Tag from 'antd/es/tag';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/client';
import type { RoleItem, UserItem, UserPage } from '../api/types';
import { useI18n } from '../i18n';
import { FilterSelect } from '../shared/FilterSelect';
import { useRoleNames } from '../shared/roles';
import { Failure, Loading } from '../shared/States';
import { useReference } from '../shared/useReference';
import { UserEditor } from './UserEditor';

/** Accounts with their roles and places. */
export function Users() {
  const { t, pick } = useI18n();
  const roleNames = useRoleNames();
  const reference = useReference();
  const [q, setQ] = useState('');
  const [role, setRole] = useState<string>();
  const [page, setPage] = useState(1);
  const [edited, setEdited] = useState<UserItem | 'new'>();
  const users = useQuery({
    queryKey: ['users', q, role, page],
    queryFn: ({ signal }) => get<UserPage>('/api/administration/users', { q, role, page, pageSize: 50 }, signal),
    placeholderData: keepPreviousData,
  });
  const roles = useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => get<RoleItem[]>('/api/administration/roles', undefined, signal),
  });
  if (users.isError && !users.data) return <Failure error={users.error} retry={() => void users.refetch()} />;
  if (!users.data) return <Loading />;

  const columns: ColumnsType<UserItem> = [
    {
      title: t('session.userName'),
      width: 200,
      render: (_, user) => (
        <button type="button" className="link-button" onClick={() => setEdited(user)}>
          {user.userName}
        </button>
      ),
    },
    { title: t('administration.displayName'), width: 180, dataIndex: 'displayName' },
    { title: t('administration.roles'), render: (_, user) => roleNames(user.roles) },
    {
      title: t('administration.jurisdiction'),
      width: 150,
      render: (_, user) =>
        reference.data?.districts.find((district) => district.code === user.jurisdiction)?.name ??
        user.jurisdiction ??
        t('administration.everywhere'),
    },
    {
      title: t('administration.state'),
      width: 190,
      render: (_, user) => (
        <>
          {user.isActive ? <span>{t('administration.active')}</span> : <Tag color="red">{t('administration.off')}</Tag>}{' '}
          {user.locked && <Tag color="orange">{t('administration.locked')}</Tag>}
          {user.mustChangePassword && <Tag>{t('administration.mustChange')}</Tag>}
        </>
      ),
    },
  ];
  return (
    <>
      <div className="filters">
        <Input.Search
          className="filter-search"
          aria-label={t('administration.searchUsers')}
          placeholder={t('administration.searchUsers')}
          allowClear
          onSearch={(text) => {
            setQ(text.trim());
            setPage(1);
          }}
        />
        <FilterSelect
          label={t('administration.roles')}
          value={role}
          options={(roles.data ?? []).map((item) => ({ value: item.code, label: pick(item) + t('text.paren', { text: item.users }) }))}
          onChange={(value) => {
            setRole(value);
            setPage(1);
          }}
        />
        <span className="grow" />
        <Button type="primary" onClick={() => setEdited('new')}>
          {t('administration.addUser')}
        </Button>
      </div>
      <Table<UserItem>
        rowKey="userName"
        size="small"
        columns={columns}
        dataSource={users.data.items}
        pagination={false}
        scroll={{ x: 900 }}
      />
      <div className="list-foot">
        <span className="grow" />
        <Pagination
          size="small"
          current={page}
          pageSize={50}
          total={users.data.total}
          showTotal={(total) => t('list.total', { total })}
          onChange={setPage}
        />
      </div>
      {edited && (
        <UserEditor
          key={edited === 'new' ? '' : edited.userName}
          user={edited === 'new' ? undefined : edited}
          close={() => setEdited(undefined)}
        />
      )}
    </>
  );
}
