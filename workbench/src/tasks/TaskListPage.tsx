import Button from 'antd/es/button';
import App from 'antd/es/app';
import Pagination from 'antd/es/pagination';
import type { InputRef } from 'antd/es/input';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { useSteadyRows } from '../live/useSteadyRows';
import type { TaskItem } from '../api/types';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { useNarrow } from '../shared/useNarrow';
import { TaskCards } from './TaskCards';
import { TaskFilters } from './TaskFilters';
import { BulkBar } from './BulkBar';
import type { Refusal } from './refusals';
import { readTaskQuery, writeTaskQuery, type TaskQuery } from './taskQuery';
import { TaskTable } from './TaskTable';
import { useTaskKeys } from './useTaskKeys';
import { useTaskCommand, useTasks } from './useTasks';

export function TaskListPage() {
  const { t } = useI18n();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const query = readTaskQuery(search);
  const tasks = useTasks(query);
  const command = useTaskCommand();
  const searchBox = useRef<InputRef>(null);
  const [selectedId, setSelectedId] = useState<string>();
  const [chosen, setChosen] = useState<string[]>([]);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);

  const steady = useSteadyRows(writeTaskQuery(query).toString(), tasks.data, !tasks.isPlaceholderData);
  const items = steady.rows;
  const shown = tasks.data !== undefined;
  // What the first view is measured by.
  useEffect(() => {
    if (shown) performance.mark('laborflow.tasks-shown');
  }, [shown]);
  const selected = items.findIndex((task) => task.id === selectedId);

  const change = (changes: Partial<TaskQuery>) => setSearch(writeTaskQuery({ ...query, page: 1, ...changes }));
  const open = (task: TaskItem) => void navigate(`/tasks/${encodeURIComponent(task.id)}`);
  const run = (task: TaskItem, name: 'claim' | 'release') => {
    if (!task.commands.includes(name)) return;
    command.mutate(
      { task, command: name },
      {
        onSuccess: () => {
          setRefusals((before) => before.filter((refusal) => refusal.task.id !== task.id));
          void message.success(t(name === 'claim' ? 'task.claimed' : 'task.released', { number: task.caseNumber }));
        },
        onError: (error) => void message.error(errorText(error)),
        // One's own change is taken at once.
        onSettled: steady.accept,
      },
    );
  };

  useTaskKeys(selected, items.length, (key) => {
    if (key.kind === 'search') {
      searchBox.current?.focus({ cursor: 'all' });
      return;
    }
    const task = items[key.index];
    if (!task) return;
    if (key.kind === 'select') setSelectedId(task.id);
    else if (key.kind === 'open') open(task);
    else if (key.kind === 'choose')
      setChosen((before) => (before.includes(task.id) ? before.filter((id) => id !== task.id) : [...before, task.id]));
    else run(task, 'claim');
  });

  const List = narrow ? TaskCards : TaskTable;
  return (
    <section className="page">
      <h1 className="sr-only">{t('nav.tasks')}</h1>
      <TaskFilters
        query={query}
        counts={tasks.data?.counts}
        stepTitle={tasks.data?.items.find((task) => task.step === query.step)?.title}
        change={change}
        searchBox={searchBox}
      />
      {tasks.isError && !tasks.data ? (
        <Failure error={tasks.error} retry={() => void tasks.refetch()} />
      ) : tasks.isPending ? (
        <Loading />
      ) : (
        <>
          {tasks.isError && (
            <p role="status" className="stale">
              {t('list.stale')}
            </p>
          )}
          <MovedList {...steady} />
          {!narrow && (
            <BulkBar
              items={items}
              chosen={chosen}
              refusals={refusals}
              clear={() => {
                setChosen([]);
                setRefusals([]);
              }}
              settled={(refused) => {
                setRefusals(refused);
                setChosen(refused.map(({ task }) => task.id));
              }}
              taken={steady.accept}
            />
          )}
          <List
            items={items}
            chosen={chosen}
            choose={setChosen}
            refusals={refusals}
            selectedId={selectedId}
            select={setSelectedId}
            open={open}
            run={run}
            busyId={command.isPending ? command.variables.task.id : undefined}
            emptyText={
              query.q || query.light || query.procedure ? (
                t('task.emptyFiltered')
              ) : query.view === 'mine' && tasks.data.counts.candidate > 0 ? (
                <>
                  {t('task.empty.mine')}{' '}
                  <Button type="link" onClick={() => change({ view: 'candidate', page: 1 })}>
                    {t('task.toClaim', { count: tasks.data.counts.candidate })}
                  </Button>
                </>
              ) : (
                t(`task.empty.${query.view}`)
              )
            }
          />
          <div className="list-foot">
            {!narrow && <span className="muted">{t('task.keys')}</span>}
            <span className="grow" />
            <Pagination
              size="small"
              current={query.page}
              pageSize={query.pageSize}
              total={tasks.data.total}
              showSizeChanger={!narrow}
              showTotal={(total) => t('list.total', { total })}
              onChange={(page, pageSize) => change({ page, pageSize })}
            />
          </div>
        </>
      )}
    </section>
  );
}
