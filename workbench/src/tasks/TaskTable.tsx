import type { ReactNode } from 'react';
import Button from 'antd/es/button';
import Table, { type ColumnsType } from 'antd/es/table';
import { Link } from 'react-router';
import type { TaskItem } from '../api/types';
import { useI18n } from '../i18n';
import { useChannelName } from '../shared/channels';
import { formatInstant } from '../shared/format';
import { LightMark } from '../shared/LightMark';
import { remainingText } from '../shared/remaining';
import { useRoleNames } from '../shared/roles';
import { RefusalNote } from './RefusalNote';
import type { Refusal } from './refusals';

export interface TaskListProps {
  items: readonly TaskItem[];
  selectedId?: string;
  select: (id: string) => void;
  open: (task: TaskItem) => void;
  run: (task: TaskItem, command: 'claim' | 'release') => void;
  busyId?: string;
  emptyText: ReactNode;
  /** Ids of the tasks that a bulk command is meant for. */
  chosen: readonly string[];
  choose: (ids: string[]) => void;
  /** What the last bulk command left out. */
  refusals: readonly Refusal[];
}

export function TaskTable({ items, selectedId, select, open, run, busyId, emptyText, chosen, choose, refusals }: TaskListProps) {
  const { t, pick, say } = useI18n();
  const roleNames = useRoleNames();
  const channelName = useChannelName();
  const refusalOf = new Map(refusals.map((refusal) => [refusal.task.id, refusal]));
  const columns: ColumnsType<TaskItem> = [
    {
      title: t('field.due'),
      width: 136,
      render: (_, task) =>
        task.status === 'completed' ? (
          <span className="muted">{t('task.view.done')}</span>
        ) : (
          <div className="two-lines">
            <LightMark light={task.light} text={remainingText(task.remainingDays, t)} />
            <span className="muted num">{task.dueOn ?? '—'}</span>
          </div>
        ),
    },
    {
      title: t('field.caseNumber'),
      width: 220,
      render: (_, task) => (
        <div className="two-lines">
          <Link to={`/cases/${encodeURIComponent(task.caseId)}`}>{task.caseNumber}</Link>
          {task.docketNumber && <span className="muted">{task.docketNumber}</span>}
          <span className="muted">{pick(task.cause) || pick(task.procedure)}</span>
        </div>
      ),
    },
    {
      title: t('field.step'),
      render: (_, task) => (
        <div className="two-lines">
          <Link to={`/tasks/${encodeURIComponent(task.id)}`} className="strong">
            {say(task.title)}
          </Link>
          <span className="muted">
            {pick(task.procedure)}
            {task.stage ? ` · ${pick(task.stage)}` : ''}
          </span>
          {refusalOf.has(task.id) && <RefusalNote refusal={refusalOf.get(task.id)!} />}
        </div>
      ),
    },
    {
      title: t('field.parties'),
      render: (_, task) => (
        <div className="two-lines">
          <span>{task.applicant ?? '—'}</span>
          <span className="muted ellipsis" title={task.respondent ?? undefined}>
            {task.respondent ?? '—'}
          </span>
        </div>
      ),
    },
    { title: t('task.source'), width: 100, render: (_, task) => <span className="wrap">{channelName(task.source)}</span> },
    {
      title: t('field.assignee'),
      width: 150,
      render: (_, task) => (
        <div className="two-lines">
          <span>{task.assignee?.displayName ?? roleNames(task.candidateRoles)}</span>
          <span className="muted">{task.assignee ? formatInstant(task.createdAt) : t('task.unclaimed')}</span>
        </div>
      ),
    },
    {
      title: <span className="sr-only">{t('field.actions')}</span>,
      width: 148,
      align: 'right',
      render: (_, task) => (
        <span className="row-actions">
          {task.commands.includes('claim') && (
            <Button size="small" loading={busyId === task.id} onClick={() => run(task, 'claim')}>
              {t('task.claim')}
            </Button>
          )}
          {task.commands.includes('release') && (
            <Button size="small" type="text" loading={busyId === task.id} onClick={() => run(task, 'release')}>
              {t('task.release')}
            </Button>
          )}
          {task.commands.includes('complete') && (
            <Button size="small" type="primary" onClick={() => open(task)}>
              {t('task.handle')}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <Table<TaskItem>
      rowKey="id"
      size="small"
      rowSelection={{
        columnWidth: 36,
        selectedRowKeys: [...chosen],
        onChange: (keys) => choose(keys.map(String)),
        getCheckboxProps: (task) => ({ 'aria-label': t('task.select', { title: say(task.title), number: task.caseNumber }) }),
        columnTitle: (box) => <span title={t('task.selectAll')}>{box}</span>,
        getTitleCheckboxProps: () => ({ 'aria-label': t('task.selectAll') }),
      }}
      columns={columns}
      dataSource={items}
      pagination={false}
      sticky={{ offsetHeader: 48 }}
      tableLayout="fixed"
      scroll={{ x: 1000 }}
      locale={{ emptyText: <p className="empty">{emptyText}</p> }}
      rowClassName={(task) => (task.id === selectedId ? 'selected-row' : refusalOf.has(task.id) ? 'refused-row' : '')}
      onRow={(task) => ({
        'aria-selected': task.id === selectedId,
        onClick: () => select(task.id),
        onDoubleClick: () => open(task),
        ref: (element: HTMLElement | null) => {
          if (element && task.id === selectedId) element.scrollIntoView({ block: 'nearest' });
        },
      })}
    />
  );
}
