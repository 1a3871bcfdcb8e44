import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import Select from 'antd/es/select';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { Link } from 'react-router';
import { get, post } from '../api/client';
import { newOperationId } from '../api/operationId';
import type { Officer, Schemas, TaskItem } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { useBulkRun } from '../runs/useBulkRun';
import { RunProgress } from '../runs/RunProgress';
import { runsKey, type Run } from '../runs/useRuns';
import { PersonPicker } from '../shared/PersonPicker';
import { useErrorText } from '../shared/useErrorText';
import { bulkCommands, sameStep, type BulkCommand } from './bulk';
import { CompleteTogether } from './CompleteTogether';
import { RefusalNote } from './RefusalNote';
import { refusalsOf, type Refusal } from './refusals';
import { tasksKey } from './useTasks';

type Result = Schemas['TasksInBulkAnswer'];

interface Intent {
  command: string;
  tasks: readonly TaskItem[];
  to?: string;
  reason?: string;
  outcome?: string;
  data?: unknown;
}

/** More than a moment's work goes on in the background, where it can be left and returned to. */
const most = 20;

interface Props {
  /** The rows of the list; what was refused of tasks that are not among them stands here. */
  items: readonly TaskItem[];
  chosen: readonly string[];
  refusals: readonly Refusal[];
  clear: () => void;
  /** A command is through: what it could not do stays selected. */
  settled: (refusals: Refusal[]) => void;
  /** One's own change is taken at once. */
  taken: () => void;
}

/** What can be done with all selected tasks at once: only what the host permits for each of them. */
export function BulkBar({ items, chosen, refusals, clear, settled, taken }: Props) {
  const { t } = useI18n();
  const client = useQueryClient();
  const errorText = useErrorText();
  const [asking, setAsking] = useState<BulkCommand>();
  const [completing, setCompleting] = useState(false);
  const [started, setStarted] = useState<{ id: string; tasks: readonly TaskItem[] }>();
  const long = useBulkRun(started?.id).data;
  const state = long?.run.state;
  const selected = items.filter((task) => chosen.includes(task.id));
  const refresh = async () => {
    await Promise.all([client.invalidateQueries({ queryKey: tasksKey }), client.invalidateQueries({ queryKey: ['dashboard'] })]);
    taken();
  };
  const through = useEffectEvent(() => {
    settled(refusalsOf(long?.items ?? [], started?.tasks ?? []));
    void refresh();
  });
  useEffect(() => {
    if (state && state !== 'running') through();
  }, [state]);
  const run = useMutation({
    mutationFn: async ({ command, tasks, to, reason, outcome, data }: Intent): Promise<Result | undefined> => {
      const body = {
        command,
        items: tasks.map((task) => ({ id: task.id, expectedRevision: task.revision })),
        to: to ?? null,
        reason: reason?.trim() || null,
        outcome: outcome ?? null,
        data: data ?? null,
        operationId: newOperationId(),
      };
      if (tasks.length <= most) {
        setStarted(undefined);
        return post<Result>('/api/tasks/bulk', body);
      }
      setStarted({ id: (await post<Run>('/api/tasks/bulk/runs', body)).id, tasks });
      await client.invalidateQueries({ queryKey: runsKey });
      return undefined;
    },
    onSuccess: (answer, { tasks }) => {
      setAsking(undefined);
      setCompleting(false);
      settled(answer ? refusalsOf(answer.items, tasks) : []);
    },
    onSettled: () => refresh(),
  });
  if (selected.length === 0 && !run.data && !long) return null;
  const away = refusals.filter(({ task }) => !items.some((row) => row.id === task.id));
  return (
    <div className="bulk-bar" role="group" aria-label={t('task.selected', { count: selected.length })}>
      {selected.length > 0 && <b>{t('task.selected', { count: selected.length })}</b>}
      {bulkCommands(selected).map((command) => (
        <Button
          key={command.name}
          size="small"
          loading={run.isPending && run.variables.command === command.name}
          onClick={() =>
            command.toOfficer || command.asksReason ? setAsking(command) : run.mutate({ command: command.name, tasks: selected })
          }
        >
          {t(command.label)}
        </Button>
      ))}
      {sameStep(selected) && (
        <Button size="small" onClick={() => setCompleting(true)}>
          {t('task.completeTogether')}
        </Button>
      )}
      {selected.length > 0 && (
        <Button size="small" type="text" onClick={clear}>
          {t('task.clearSelection')}
        </Button>
      )}
      <span role="status">
        {run.isPending ? t('task.bulkRunning', { count: selected.length }) : run.data ? t('task.bulkDone', { done: run.data.done }) : ''}
      </span>
      {long && (
        <span className="row">
          <RunProgress run={long.run} />
          <Link to={`/runs/${long.run.id}`}>{t('runs.open')}</Link>
          {long.run.state === 'running' && <span className="muted">{t('runs.leave')}</span>}
        </span>
      )}
      {run.isError && !asking && !completing && <Alert type="error" role="alert" title={errorText(run.error)} />}
      {refusals.length > 0 && (
        <Alert
          type="warning"
          role="alert"
          className="full-width"
          title={t('task.bulkFailed', { failed: refusals.length })}
          description={
            away.length > 0 && (
              <ul className="plain">
                {away.map((refusal) => (
                  <li key={refusal.task.id}>
                    <Link to={`/tasks/${encodeURIComponent(refusal.task.id)}`}>{refusal.task.caseNumber}</Link>{' '}
                    <RefusalNote refusal={refusal} />
                  </li>
                ))}
              </ul>
            )
          }
        />
      )}
      {completing && selected[0] && (
        <CompleteTogether
          sample={selected[0]}
          count={selected.length}
          busy={run.isPending ? run.variables.outcome : undefined}
          error={run.error}
          close={() => setCompleting(false)}
          go={(outcome, data) => run.mutate({ command: 'complete', tasks: selected, outcome, data })}
        />
      )}
      {asking && (
        <Ask
          key={asking.name}
          command={asking}
          sample={selected[0]!}
          busy={run.isPending}
          error={run.error}
          close={() => setAsking(undefined)}
          go={(to, reason) => run.mutate({ command: asking.name, tasks: selected, to, reason })}
        />
      )}
    </div>
  );
}

interface AskProps {
  command: BulkCommand;
  sample: TaskItem;
  busy: boolean;
  error: unknown;
  close: () => void;
  go: (to: string | undefined, reason: string) => void;
}

function Ask({ command, sample, busy, error, close, go }: AskProps) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState('');
  const officers = useQuery({
    queryKey: ['task', sample.id, 'officers'],
    queryFn: ({ signal }) => get<Officer[]>(`/api/tasks/${encodeURIComponent(sample.id)}/officers`, undefined, signal),
    enabled: command.name === 'transfer',
  });
  const ready = (!command.toOfficer || to) && (!command.reasonNeeded || reason.trim());
  return (
    <Modal
      open
      title={t(command.label)}
      okText={t(command.label)}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={busy}
      onOk={() => go(to, reason)}
      onCancel={close}
    >
      {error !== null && error !== undefined && <Alert type="error" role="alert" className="gap-below" title={errorText(error)} />}
      {command.toOfficer && (
        <Field label={t('act.to')} required>
          {command.name === 'transfer' ? (
            <Select
              className="full-width"
              loading={officers.isPending}
              value={to}
              showSearch={{ optionFilterProp: 'label' }}
              options={(officers.data ?? []).map((officer) => ({ value: officer.userName, label: officer.displayName }))}
              onChange={setTo}
            />
          ) : (
            <PersonPicker label={t('act.to')} className="full-width" value={to} onChange={setTo} />
          )}
        </Field>
      )}
      <Field label={t('act.reason')} required={command.reasonNeeded}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Modal>
  );
}
