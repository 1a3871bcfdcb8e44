import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Drawer from 'antd/es/drawer';
import Input from 'antd/es/input';
import Select from 'antd/es/select';
import Switch from 'antd/es/switch';
import Table, { type ColumnsType } from 'antd/es/table';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, post, put } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Organisation, OrganisationPage } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { useReference } from '../shared/useReference';
import { casesLink } from '../statistics/links';
import { EditOrganisation } from './EditOrganisation';

const levels = ['enterprise', 'community', 'street', 'district'] as const;

/** 调解组织名册: the offices that cases are assigned to. */
export function Organisations() {
  const { t } = useI18n();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const reference = useReference();
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<Organisation>();
  const organisations = useQuery({
    queryKey: ['organisations', q, page],
    queryFn: ({ signal }) => get<OrganisationPage>('/api/mediation-organisations', { q, page, pageSize: 50 }, signal),
    placeholderData: keepPreviousData,
  });
  const change = useMutation({
    mutationFn: ({ id, active }: { id: string; active: boolean }) => put(`/api/mediation-organisations/${id}`, { active }),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['organisations'] }),
  });
  if (organisations.isError && !organisations.data)
    return <Failure error={organisations.error} retry={() => void organisations.refetch()} />;
  if (!organisations.data) return <Loading />;

  const columns: ColumnsType<Organisation> = [
    { title: t('organisation.name'), dataIndex: 'name' },
    {
      title: t('organisation.crossBorderShort'),
      width: 130,
      render: (_, row) => t(row.crossBorder ? 'organisation.yes' : 'organisation.no'),
    },
    { title: t('organisation.level'), width: 120, render: (_, row) => t(`organisation.level.${row.level as (typeof levels)[number]}`) },
    {
      title: t('administration.jurisdiction'),
      width: 150,
      render: (_, row) => (
        <>
          {reference.data?.districts.find((district) => district.code === row.jurisdiction.slice(0, 6))?.name}{' '}
          <span className="muted num">{row.jurisdiction}</span>
        </>
      ),
    },
    {
      title: t('organisation.openCases'),
      width: 120,
      align: 'right',
      render: (_, row) =>
        row.openCases > 0 ? (
          <Link className="num" to={casesLink({ office: row.id, state: 'open' })}>
            {row.openCases}
          </Link>
        ) : (
          <span className="num">0</span>
        ),
    },
    {
      title: t('organisation.takes'),
      width: 140,
      render: (_, row) => (
        <Switch
          size="small"
          checked={row.active}
          aria-label={t('organisation.takesOf', { name: row.name })}
          loading={change.isPending && change.variables.id === row.id}
          onChange={(active) => change.mutate({ id: row.id, active })}
        />
      ),
    },
    {
      title: <span className="sr-only">{t('field.actions')}</span>,
      width: 90,
      align: 'right',
      render: (_, row) => (
        <Button size="small" aria-label={`${t('organisation.edit')} ${row.name}`} onClick={() => setEditing(row)}>
          {t('organisation.edit')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <div className="filters">
        <Input.Search
          className="filter-search"
          aria-label={t('organisation.search')}
          placeholder={t('organisation.search')}
          allowClear
          onSearch={(text) => {
            setQ(text.trim());
            setPage(1);
          }}
        />
        <span className="grow" />
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('organisation.add')}
        </Button>
      </div>
      <Table<Organisation>
        rowKey="id"
        size="small"
        columns={columns}
        scroll={{ x: 820 }}
        dataSource={organisations.data.items}
        pagination={{
          size: 'small',
          current: page,
          pageSize: 50,
          total: organisations.data.total,
          showTotal: (total) => t('list.total', { total }),
          onChange: setPage,
        }}
      />
      {adding && <NewOrganisation close={() => setAdding(false)} />}
      {editing && <EditOrganisation key={editing.id} organisation={editing} close={() => setEditing(undefined)} />}
    </>
  );
}

function NewOrganisation({ close }: { close: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [draft, setDraft] = useState({ name: '', level: 'street', jurisdiction: '', enterpriseCreditCode: '', crossBorder: false });
  const set = (changes: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...changes }));
  const add = useMutation({
    mutationFn: () => post('/api/mediation-organisations', { ...draft, enterpriseCreditCode: draft.enterpriseCreditCode || null }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['organisations'] });
      close();
    },
  });
  const errors = errorsByField(add.error, language);
  return (
    <Drawer
      open
      onClose={close}
      size={440}
      title={t('organisation.add')}
      footer={
        <Button type="primary" loading={add.isPending} onClick={() => add.mutate()}>
          {t('action.save')}
        </Button>
      }
    >
      {add.isError && Object.keys(errors).length === 0 && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(add.error)} />
      )}
      <Field label={t('organisation.name')} required error={errors.name}>
        <Input maxLength={200} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={t('organisation.level')} required error={errors.level}>
        <Select
          className="full-width"
          value={draft.level}
          options={levels.map((value) => ({ value, label: t(`organisation.level.${value}`) }))}
          onChange={(level: string) => set({ level })}
        />
      </Field>
      <Field label={t('administration.jurisdiction')} help={t('organisation.jurisdiction.help')} required error={errors.jurisdiction}>
        <Input maxLength={12} value={draft.jurisdiction} onChange={(event) => set({ jurisdiction: event.target.value.trim() })} />
      </Field>
      {draft.level === 'enterprise' && (
        <Field label={t('filing.creditCode')} required error={errors.enterpriseCreditCode}>
          <Input
            maxLength={18}
            value={draft.enterpriseCreditCode}
            onChange={(event) => set({ enterpriseCreditCode: event.target.value.trim() })}
          />
        </Field>
      )}
      <Checkbox checked={draft.crossBorder} onChange={(event) => set({ crossBorder: event.target.checked })}>
        {t('organisation.crossBorder')}
      </Checkbox>
    </Drawer>
  );
}
