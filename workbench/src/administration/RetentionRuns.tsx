import Table, { type ColumnsType } from 'antd/es/table';
import Tag from 'antd/es/tag';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n, type MessageKey, type Translate } from '../i18n';
import { formatInstant } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useOwnPage } from '../shared/useOwnPage';

type Run = Schemas['RetentionPagesRun'];

/** 执行记录: what was archived and cleaned, or tried, the newest first. */
export function RetentionRuns() {
  const { t } = useI18n();
  const { page, pageSize, change } = useOwnPage();
  const runs = useQuery({
    queryKey: ['retention', 'runs', page, pageSize],
    queryFn: ({ signal }) => get<Schemas['RetentionPagesRunPage']>('/api/administration/retention/runs', { page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  if (runs.isError && !runs.data) return <Failure error={runs.error} retry={() => void runs.refetch()} />;
  if (!runs.data) return <Loading />;
  const columns: ColumnsType<Run> = [
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
  return (
    <>
      <h2>{t('retention.runs')}</h2>
      <Table
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={runs.data.items}
        pagination={false}
        scroll={{ x: 800 }}
        locale={{ emptyText: t('retention.noRuns') }}
      />
      {runs.data.total > 0 && <PageFoot page={page} pageSize={pageSize} total={runs.data.total} change={change} />}
    </>
  );
}

/** What a run did, in words: the archive names its volume and cases, the cleaning counts what went. */
function outcomeText(outcome: unknown, t: Translate): ReactNode {
  const told = outcome as { volume?: string | null; cases?: string[]; left?: number } & Partial<Record<(typeof cleaned)[number], number>>;
  if (Array.isArray(told.cases))
    return told.cases.length === 0
      ? t('retention.nothing')
      : [told.volume, told.cases.join(t('text.comma')), told.left && t('retention.left', { count: told.left })].filter(Boolean).join(' · ');
  const counts = cleaned.filter((name) => told[name]).map((name) => `${t(`retention.of.${name}`)} ${told[name]}`);
  return counts.length === 0 ? t('retention.nothing') : counts.join(' · ');
}

const cleaned = ['drafts', 'queryCodes', 'messages', 'sessions', 'runs'] as const;
