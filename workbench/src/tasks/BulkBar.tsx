import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import Select from 'antd/es/select';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
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
import { tasksKey } from './useTasks';

type Result = Schemas['TasksInBulkAnswer'];

interface Intent {
  command: string;
  to?: string;
  reason?: string;
  outcome?: string;
  data?: unknown;
}

/** More than a moment's work goes on in the background, where it can be left and returned to. */
const most = 20;

/** What can be done with all selected tasks at once: only what the host permits for each of them. */
export function BulkBar({ selected, clear, taken }: { selected: TaskItem[]; clear: () => void; taken: () => void }) {
  const { t, pick } = useI18n();
  const client = useQueryClient();
  const errorText = useErrorText();
  const [asking, setAsking] = useState<BulkCommand>();
  const [completing, setCompleting] = useState(false);
  const [runId, setRunId] = useState<string>();
  const long = useBulkRun(runId).data;
  const state = long?.run.state;
  useEffect(() => {
    if (!state || state === 'running') return;
    void client.invalidateQueries({ queryKey: tasksKey });
    void client.invalidateQueries({ queryKey: ['dashboard'] });
  }, [client, state]);
  const run = useMutation({
    mutationFn: async ({ command, to, reason, outcome, data }: Intent): Promise<Result | undefined> => {
      const body = {
        command,
        items: selected.map((task) => ({ id: task.id, expectedRevision: task.revision })),
        to: to ?? null,
        reason: reason?.trim() || null,
        outcome: outcome ?? null,
        data: data ?? null,
        operationId: newOperationId(),
      };
      if (selected.length <= most) {
        setRunId(undefined);
        return post<Result>('/api/tasks/bulk', body);
      }
      setRunId((await post<Run>('/api/tasks/bulk/runs', body)).id);
      await client.invalidateQueries({ queryKey: runsKey });
      return undefined;
    },
    onSuccess: (answer) => {
      setAsking(undefined);
      setCompleting(false);
      if (!answer || answer.failed === 0) clear();
    },
    onSettled: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: tasksKey }), client.invalidateQueries({ queryKey: ['dashboard'] })]);
      // One's own change is taken at once.
      taken();
    },
  });
  if (selected.length === 0 && !run.data && !long) return null;
  const failed = run.data?.items.filter((item) => item.problem) ?? [];
  const numberOf = (id: string) => selected.find((task) => task.id === id)?.caseNumber ?? '';
  return (
    <div className="bulk-bar" role="group" aria-label={t('task.selected', { count: selected.length })}>
      {selected.length > 0 && <b>{t('task.selected', { count: selected.length })}</b>}
      {bulkCommands(selected).map((command) => (
        <Button
          key={command.name}
          size="small"
          loading={run.isPending && run.variables.command === command.name}
          onClick={() => (command.toOfficer || command.asksReason ? setAsking(command) : run.mutate({ command: command.name }))}
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
      {failed.length > 0 && (
        <Alert
          type="warning"
          role="alert"
          className="full-width"
          title={t('task.bulkFailed', { failed: failed.length })}
          description={
            <ul className="plain">
              {failed.map((item) => (
                <li key={item.id}>
                  {numberOf(item.id)} {pick(item.problem?.messages) || item.problem?.detail}
                </li>
              ))}
            </ul>
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
          go={(outcome, data) => run.mutate({ command: 'complete', outcome, data })}
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
          go={(to, reason) => run.mutate({ command: asking.name, to, reason })}
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
