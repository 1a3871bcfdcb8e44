import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import Input from 'antd/es/input';
import Select from 'antd/es/select';
import Table, { type ColumnsType } from 'antd/es/table';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { get, post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Page, Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { useSteadyRows } from '../live/useSteadyRows';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { useReference } from '../shared/useReference';

type Tip = Schemas['AnonymousTipsItem'];
const states = ['received', 'taken-up', 'dismissed'] as const;

/** 匿名举报 as inspectors work through them. */
export function TipListPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const reference = useReference();
  const [open, setOpen] = useState<Tip>();
  const state = states.find((one) => one === search.get('state')) ?? 'received';
  const page = Math.max(1, Number(search.get('page')) || 1);
  const tips = useQuery({
    queryKey: ['tips', state, page],
    queryFn: ({ signal }) => get<Page<Tip>>('/api/tips', { state, page, pageSize: 20 }, signal),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyRows(`${state} ${page}`, tips.data, !tips.isPlaceholderData);
  if (tips.isError && !tips.data) return <Failure error={tips.error} retry={() => void tips.refetch()} />;
  if (!tips.data) return <Loading />;
  const columns: ColumnsType<Tip> = [
    {
      title: t('tip.number'),
      width: 220,
      render: (_, tip) => (
        <button type="button" className="link-button" onClick={() => setOpen(tip)}>
          {tip.number}
        </button>
      ),
    },
    { title: t('tip.employer'), render: (_, tip) => tip.employer },
    {
      title: t('tip.district'),
      width: 100,
      render: (_, tip) => reference.data?.districts.find((district) => district.code === tip.district)?.name ?? tip.district,
    },
    { title: t('tip.facts'), render: (_, tip) => <span className="two-line-clamp">{tip.facts}</span> },
    { title: t('tip.receivedAt'), width: 150, render: (_, tip) => <span className="num">{formatInstant(tip.receivedAt)}</span> },
  ];
  return (
    <section className="page">
      <h1>{t('nav.tips')}</h1>
      <div className="filters">
        <div className="tabs" role="group" aria-label={t('nav.tips')}>
          {states.map((one) => (
            <button key={one} type="button" aria-pressed={state === one} onClick={() => setSearch({ state: one })}>
              {t(`tip.state.${one}`)}
              {state === one && <span className="num"> {tips.data.total}</span>}
            </button>
          ))}
        </div>
      </div>
      <MovedList {...steady} />
      <Table<Tip>
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={steady.rows}
        scroll={{ x: 900 }}
        locale={{ emptyText: <p className="empty">{t('tip.none')}</p> }}
        pagination={{
          size: 'small',
          current: page,
          pageSize: 20,
          total: tips.data.total,
          showTotal: (total) => t('list.total', { total }),
          onChange: (next) => setSearch({ state, page: String(next) }),
        }}
      />
      {open && <TipDrawer key={open.id} tip={open} close={() => setOpen(undefined)} taken={steady.accept} />}
    </section>
  );
}

function TipDrawer({ tip, close, taken }: { tip: Tip; close: () => void; taken: () => void }) {
  const { t, language, pick } = useI18n();
  const reference = useReference();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [finding, setFinding] = useState('');
  const [cause, setCause] = useState<string>();
  const decide = useMutation({
    mutationFn: (takeUp: boolean) => post<Tip>(`/api/tips/${tip.id}/decision`, { takeUp, finding, cause: takeUp ? (cause ?? null) : null }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['tips'] });
      // One's own change is taken at once.
      taken();
    },
  });
  const errors = errorsByField(decide.error, language);
  const shown = decide.data ?? tip;
  return (
    <Drawer open onClose={close} size={560} title={tip.number}>
      <p>
        <b>{tip.employer}</b> {tip.address && <span className="muted">{tip.address}</span>}
        {tip.workers !== null && ` · ${t('tip.count', { count: tip.workers })}`}
      </p>
      <p className="facts">{tip.facts}</p>
      {shown.state === 'received' ? (
        <>
          {decide.isError && !errors.finding && (
            <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(decide.error)} />
          )}
          <Field label={t('tip.finding')} required error={errors.finding}>
            <Input.TextArea
              autoSize={{ minRows: 3 }}
              maxLength={4000}
              value={finding}
              onChange={(event) => setFinding(event.target.value)}
            />
          </Field>
          <Field label={t('tip.cause')} error={errors.cause}>
            <Select
              allowClear
              value={cause}
              placeholder={t('form.choose')}
              options={(reference.data?.causes ?? []).map((one) => ({ value: one.code, label: pick(one) }))}
              onChange={(code?: string) => setCause(code)}
            />
          </Field>
          <span className="row">
            <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate(true)}>
              {t('tip.takeUp')}
            </Button>
            <Button loading={decide.isPending} onClick={() => decide.mutate(false)}>
              {t('tip.dismiss')}
            </Button>
          </span>
        </>
      ) : (
        <Alert
          type="info"
          title={t(`tip.state.${shown.state as (typeof states)[number]}`)}
          description={
            <>
              <div className="facts">{shown.finding}</div>
              {shown.caseId && (
                <p>
                  <Link to={`/cases/${shown.caseId}`}>{t('tip.case', { number: shown.caseNumber ?? '' })}</Link>
                </p>
              )}
              <span className="muted num">
                {shown.decidedBy && <Actor name={shown.decidedBy} />} {formatInstant(shown.decidedAt)}
              </span>
            </>
          }
        />
      )}
    </Drawer>
  );
}
