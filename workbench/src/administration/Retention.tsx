import App from 'antd/es/app';
import Button from 'antd/es/button';
import Space from 'antd/es/space';
import Table, { type ColumnsType } from 'antd/es/table';
import Tag from 'antd/es/tag';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get, post } from '../api/client';
import type { RetentionState } from '../api/types';
import { useI18n, type MessageKey, type Translate } from '../i18n';
import { formatInstant, formatSize } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';

type Run = RetentionState['runs'][number];
type Volume = RetentionState['volumes'][number];

const key = ['retention'];

/** 归档与清理: always tried first, then done. */
export function Retention() {
  const { t } = useI18n();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const state = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<RetentionState>('/api/administration/retention', undefined, signal),
  });
  const run = useMutation({
    mutationFn: ({ job, dryRun }: { job: string; dryRun: boolean }) => post<Run>(`/api/administration/retention/${job}/run`, { dryRun }),
    onSuccess: (done) => {
      if (done.dryRun && done.items > 0)
        modal.confirm({
          title: t(`retention.${done.job}` as MessageKey),
          content: t('retention.sure', { count: done.items }),
          okText: t('retention.run'),
          cancelText: t('account.cancel'),
          onOk: () => run.mutateAsync({ job: done.job, dryRun: false }),
        });
      else void message.info(t('retention.items', { count: done.items }));
    },
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  const verify = useMutation({
    mutationFn: () => post<Volume[]>('/api/administration/retention/verify'),
    onSuccess: (volumes) => client.setQueryData<RetentionState>(key, (known) => known && { ...known, volumes }),
    onError: (error) => void message.error(errorText(error)),
  });
  if (state.isError) return <Failure error={state.error} retry={() => void state.refetch()} />;
  if (!state.data) return <Loading />;
  const { periods, runs, volumes } = state.data;

  const runColumns: ColumnsType<Run> = [
    { title: t('history.at'), width: 160, render: (_, row) => formatInstant(row.ranAt) },
    { title: t('retention.job'), width: 90, render: (_, row) => t(`retention.${row.job}` as MessageKey) },
    {
      title: t('runs.state'),
      width: 90,
      render: (_, row) => <Tag color={row.dryRun ? undefined : 'blue'}>{t(row.dryRun ? 'retention.dry' : 'retention.real')}</Tag>,
    },
    { title: t('history.actor'), width: 110, render: (_, row) => <Actor name={row.startedBy} /> },
    { title: t('retention.count'), width: 90, align: 'right', render: (_, row) => t('retention.items', { count: row.items }) },
    { title: t('runs.result'), render: (_, row) => outcomeText(row.outcome, t) },
  ];
  const volumeColumns: ColumnsType<Volume> = [
    { title: t('retention.volumes'), render: (_, row) => row.fileName },
    { title: t('nav.cases'), width: 110, align: 'right', render: (_, row) => t('retention.cases', { count: row.cases }) },
    { title: t('retention.size'), width: 100, align: 'right', render: (_, row) => formatSize(row.size) },
    { title: t('history.at'), width: 160, render: (_, row) => formatInstant(row.writtenAt) },
    {
      title: t('retention.verify'),
      width: 120,
      render: (_, row) =>
        row.intact === null ? (
          '—'
        ) : (
          <Tag color={row.intact ? 'green' : 'red'}>{t(row.intact ? 'retention.intact' : 'retention.broken')}</Tag>
        ),
    },
  ];
  return (
    <>
      <p className="muted">
        {t('retention.help', { drafts: periods.draftDays, portal: periods.portalDays, sessions: periods.sessionDays })}
      </p>
      <p className="muted">{t('retention.directory', { directory: periods.archiveDirectory })}</p>
      <Space wrap className="gap-below">
        {(['archive', 'purge'] as const).map((job) => (
          <Button key={job} loading={run.isPending && run.variables.job === job} onClick={() => run.mutate({ job, dryRun: true })}>
            {t(`retention.${job}`) + t('text.paren', { text: t('retention.try') })}
          </Button>
        ))}
        <Button loading={verify.isPending} disabled={volumes.length === 0} onClick={() => verify.mutate()}>
          {t('retention.verify')}
        </Button>
      </Space>
      <Table
        size="small"
        rowKey="id"
        columns={volumeColumns}
        dataSource={volumes}
        pagination={false}
        scroll={{ x: 700 }}
        className="gap-below"
        locale={{ emptyText: t('retention.noVolumes') }}
      />
      <h2>{t('retention.runs')}</h2>
      <Table
        size="small"
        rowKey="id"
        columns={runColumns}
        dataSource={runs}
        pagination={false}
        scroll={{ x: 800 }}
        locale={{ emptyText: t('retention.noRuns') }}
      />
    </>
  );
}

/** What a run did, in words: the archive names its volume and cases, the cleaning counts what went. */
function outcomeText(outcome: unknown, t: Translate): ReactNode {
  const told = outcome as { volume?: string | null; cases?: string[] } & Partial<Record<(typeof cleaned)[number], number>>;
  if (Array.isArray(told.cases))
    return told.cases.length === 0 ? t('retention.nothing') : [told.volume, told.cases.join(t('text.comma'))].filter(Boolean).join(' · ');
  const counts = cleaned.filter((name) => told[name]).map((name) => `${t(`retention.of.${name}`)} ${told[name]}`);
  return counts.length === 0 ? t('retention.nothing') : counts.join(' · ');
}

const cleaned = ['drafts', 'queryCodes', 'messages', 'sessions', 'runs'] as const;
