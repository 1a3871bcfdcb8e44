import Button from 'antd/es/button';
import Result from 'antd/es/result';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { get } from '../api/client';
import type { TaskDetail, TaskPage as TaskList } from '../api/types';
import { pressOf, singleKeysOn } from '../app/keys';
import { EmployerFacts } from '../cases/EmployerFacts';
import { MergeCandidates } from '../cases/MergeCandidates';
import { useI18n } from '../i18n';
import { LightMark } from '../shared/LightMark';
import { Actor } from '../shared/people';
import { remainingText } from '../shared/remaining';
import { useRoleNames } from '../shared/roles';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { CaseSummary } from './CaseSummary';
import { CoSigners } from './CoSigners';
import { PartyLink } from './PartyLink';
import { PayDesk } from './PayDesk';
import { TaskActs } from './TaskActs';
import { TaskForm } from './TaskForm';
import { tasksKey, useTask, useTaskCommand } from './useTasks';

/** Where it is decided whether and how a case is taken up. */
const factSteps = ['ins-accept', 'ins-team', 'ins-investigate', 'insf-issue', 'insf-dispose', 'insf-payment-check'];
const intakeSteps = ['clerk-review', 'registrar-review', 'track-decision'];

export function TaskPage() {
  const { id = '' } = useParams();
  const task = useTask(id);
  const [done, setDone] = useState<{ id: string; outcome: string }>();
  if (task.isPending) return <Loading />;
  if (!task.data) return <Failure error={task.error} retry={() => void task.refetch()} />;
  if (done?.id === id) return <Done task={task.data} outcome={done.outcome} />;
  return <Handling key={id} task={task.data} reload={() => void task.refetch()} done={(outcome) => setDone({ id, outcome })} />;
}

function Handling({ task, reload, done }: { task: TaskDetail; reload: () => void; done: (outcome: string) => void }) {
  const { t, pick, say } = useI18n();
  const roleNames = useRoleNames();
  const command = useTaskCommand();
  const errorText = useErrorText();
  const canComplete = task.commands.includes('complete');
  const claims = task.commands.includes('claim');
  const claim = () => command.mutate({ task, command: 'claim' }, { onSuccess: reload });
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const press = pressOf(event);
    if (press.key !== 'c' || press.inField || press.ctrlKey || press.metaKey || press.altKey || !singleKeysOn()) return;
    if (claims && !command.isPending) claim();
  });
  useEffect(() => {
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1>{say(task.title)}</h1>
          <p className="muted">
            <Link to={`/cases/${encodeURIComponent(task.caseId)}`}>{task.caseNumber}</Link>
            {task.docketNumber && ` · ${task.docketNumber}`} · {pick(task.procedure)}
            {task.stage ? ` · ${pick(task.stage)}` : ''}
          </p>
          {task.copiedTo.length > 0 && (
            <p className="muted">
              {t('copy.to')}
              {task.copiedTo.map((name, index) => (
                <span key={name}>
                  {index > 0 && t('text.comma')}
                  <Actor name={name} />
                </span>
              ))}
            </p>
          )}
        </div>
        <div className="page-facts">
          {task.dueOn && (
            <span>
              {t('field.due')} <b className="num">{task.dueOn}</b>{' '}
              <LightMark light={task.light} text={remainingText(task.remainingDays, t)} />
            </span>
          )}
          <span className="muted">
            {t('field.assignee')} {task.assignee?.displayName ?? roleNames(task.candidateRoles)}
          </span>
          {claims && (
            <Button type={canComplete ? 'default' : 'primary'} loading={command.isPending} onClick={claim}>
              {t('task.claim')}
            </Button>
          )}
          {task.commands.includes('release') && (
            <Button loading={command.isPending} onClick={() => command.mutate({ task, command: 'release' }, { onSuccess: reload })}>
              {t('task.release')}
            </Button>
          )}
          <PartyLink task={task} />
          <TaskActs task={task} reload={reload} />
        </div>
      </header>
      {command.isError && (
        <p role="alert" className="stale">
          {errorText(command.error)}
        </p>
      )}
      <div className="two-columns">
        <div>
          <CoSigners task={task} reload={reload} />
          {canComplete && <PayDesk task={task} settled={done} />}
          <TaskForm key={task.id} task={task} canComplete={canComplete} reload={reload} done={done} />
        </div>
        <aside aria-label={t('case.summary')}>
          {intakeSteps.includes(task.step) && <MergeCandidates caseId={task.caseId} />}
          {factSteps.includes(task.step) && <EmployerFacts caseId={task.caseId} />}
          <CaseSummary task={task} />
        </aside>
      </div>
    </section>
  );
}

function Done({ task, outcome }: { task: TaskDetail; outcome: string }) {
  const { t, say } = useI18n();
  const mine = useQuery({
    queryKey: [...tasksKey, 'next', task.id],
    queryFn: ({ signal }) => get<TaskList>('/api/tasks', { view: 'mine', sort: 'due', page: 1, pageSize: 2 }, signal),
  });
  const next = mine.data?.items.find((other) => other.id !== task.id);
  const onward = useRef<HTMLAnchorElement>(null);
  // Enter goes on at once.
  useEffect(() => {
    if (!mine.isPending) onward.current?.focus();
  }, [mine.isPending]);
  return (
    <Result
      icon={<span />}
      title={t('task.done', { title: say(task.title), outcome })}
      subTitle={task.caseNumber}
      extra={
        <>
          {!mine.isPending && (
            <p>
              <Link ref={onward} to={next ? `/tasks/${encodeURIComponent(next.id)}` : '/tasks'}>
                {t('task.next')}
              </Link>
              {next && (
                <span className="muted">
                  {' '}
                  {say(next.title)} · {next.caseNumber} <LightMark light={next.light} text={remainingText(next.remainingDays, t)} />
                </span>
              )}
            </p>
          )}
          <span className="row centered">
            <Link to="/tasks">{t('task.backToList')}</Link>
            <Link to={`/cases/${encodeURIComponent(task.caseId)}`}>{t('task.seeCase')}</Link>
          </span>
        </>
      }
    />
  );
}
