import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Descriptions from 'antd/es/descriptions';
import Drawer from 'antd/es/drawer';
import Input from 'antd/es/input';
import Table, { type ColumnsType } from 'antd/es/table';
import Tag from 'antd/es/tag';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { get, post } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { Page } from '../api/types';
import { RunOnItsWay } from '../runs/RunOnItsWay';
import type { Run } from '../runs/useRuns';
import { useMe } from '../session/useMe';
import { Choice } from '../shared/Choice';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { PageFoot } from '../shared/PageFoot';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { useNarrow } from '../shared/useNarrow';
import { usePage } from '../shared/usePage';
import { useMessages } from './messages';
import { useChangeText } from './changeText';
import { Moves } from './Moves';
import type { Change } from './types';
import { useCountedMoves } from './useCountedMoves';
import { ValueChange } from './ValueChange';

const states = ['proposed', 'approved', 'rejected'] as const;
const colours = { proposed: 'orange', approved: 'green', rejected: 'default' } as const;

/** 变更与重算: what was proposed, which running deadlines it would move, and the second person's decision. */
export function Changes({ administers }: { administers: boolean }) {
  const { m } = useMessages();
  const narrow = useNarrow();
  const describe = useChangeText();
  const { search, page, pageSize, change: move } = usePage();
  const asked = search.get('state');
  const state = states.find((known) => known === asked) ?? 'proposed';
  const opened = search.get('change');
  // A drawer that opens or closes leaves the page where it is.
  const open = (id: string | undefined) => move({ change: id, page: search.get('page') ?? undefined });
  const changes = useQuery({
    queryKey: ['statute-changes', state, page, pageSize],
    queryFn: ({ signal }) => get<Page<Change>>('/api/statutes/changes', { state, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  if (changes.isError) return <Failure error={changes.error} retry={() => void changes.refetch()} />;
  const subject = (change: Change) => (
    <>
      <Button type="link" size="small" className="link-text" onClick={() => open(change.id)}>
        {describe(change)}
      </Button>
      <div className="muted">{change.legalBasis}</div>
    </>
  );
  const proposed = (change: Change) => (
    <>
      <Actor name={change.proposedBy} />
      <div className="muted num">{formatInstant(change.proposedAt)}</div>
    </>
  );
  const columns: ColumnsType<Change> = narrow
    ? [
        {
          title: m('changes.subject'),
          render: (_, change) => (
            <>
              {subject(change)}
              <div className="muted">{proposed(change)}</div>
            </>
          ),
        },
      ]
    : [
        { title: m('changes.subject'), render: (_, change) => subject(change) },
        { title: m('changes.proposed'), width: 170, render: (_, change) => proposed(change) },
        {
          title: m('changes.decided'),
          width: 190,
          render: (_, change) => (
            <>
              <Tag color={colours[change.state]}>{m(`state.${change.state}`)}</Tag> {change.decidedBy && <Actor name={change.decidedBy} />}
              {change.decidedAt && <div className="muted num">{formatInstant(change.decidedAt)}</div>}
            </>
          ),
        },
        { title: m('changes.moved'), width: 90, render: (_, change) => (change.state === 'approved' ? change.movedDeadlines : '—') },
      ];
  return (
    <>
      <div className="filters">
        <Choice
          label={m('changes.decided')}
          value={state}
          options={states.map((known) => [known, m(`state.${known}`)])}
          choose={(value) => move({ state: value, change: undefined })}
        />
      </div>
      {!changes.data ? (
        <Loading />
      ) : changes.data.items.length === 0 ? (
        <p className="empty">{m('changes.none')}</p>
      ) : (
        <>
          <Table<Change> rowKey="id" size="small" columns={columns} dataSource={changes.data.items} pagination={false} />
          <PageFoot page={page} pageSize={pageSize} total={changes.data.total} change={move} />
        </>
      )}
      {opened && <ChangeDrawer key={opened} id={opened} administers={administers} close={() => open(undefined)} />}
    </>
  );
}

function ChangeDrawer({ id, administers, close }: { id: string; administers: boolean; close: () => void }) {
  const { m } = useMessages();
  const narrow = useNarrow();
  const describe = useChangeText();
  const change = useQuery({
    queryKey: ['statute-change', id],
    queryFn: ({ signal }) => get<Change>(`/api/statutes/changes/${id}`, undefined, signal),
  });
  const data = change.data;
  return (
    <Drawer
      open
      onClose={close}
      size={narrow ? '100%' : 760}
      title={data ? m(`kind.${data.kind}`) : ''}
      footer={data && administers && data.state === 'proposed' && <Decide change={data} />}
    >
      {change.isError && <Failure error={change.error} retry={() => void change.refetch()} />}
      {data && (
        <>
          <h2 className="first">{describe(data)}</h2>
          <Descriptions
            size="small"
            column={1}
            bordered
            styles={{ label: { width: 116 } }}
            items={[
              ...(data.kind === 'parameter' ? [{ key: 'value', label: m('value'), children: <ValueChange change={data} /> }] : []),
              { key: 'basis', label: m('propose.order'), children: data.legalBasis },
              { key: 'by', label: m('changes.proposed'), children: <By name={data.proposedBy} at={data.proposedAt} /> },
              {
                key: 'state',
                label: m('changes.decided'),
                children: (
                  <>
                    <Tag color={colours[data.state]}>{m(`state.${data.state}`)}</Tag>
                    {data.decidedBy && <By name={data.decidedBy} at={data.decidedAt} />}
                    {data.decisionNote && <div>{data.decisionNote}</div>}
                  </>
                ),
              },
              ...(data.state === 'approved' ? [{ key: 'moved', label: m('changes.moved'), children: data.movedDeadlines }] : []),
            ]}
          />
          {data.state === 'proposed' && (data.moves ? <Moves moves={data.moves} /> : <CountedMoves id={id} />)}
        </>
      )}
    </Drawer>
  );
}

/** Of many open deadlines, those that would move are counted in the background; one may leave and come back. */
function CountedMoves({ id }: { id: string }) {
  const counted = useCountedMoves(id);
  if (counted.error) return <Failure error={counted.error} retry={counted.again} />;
  if (counted.moves) return <Moves moves={counted.moves} />;
  return <RunOnItsWay run={counted.run} />;
}

function Decide({ change }: { change: Change }) {
  const { m } = useMessages();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const me = useMe();
  const [note, setNote] = useState('');
  const own = me.data?.userName.toLowerCase() === change.proposedBy.toLowerCase();
  const counted = useCountedMoves(change.moves ? undefined : change.id);
  const moves = (change.moves ?? counted.moves)?.length;
  const navigate = useNavigate();
  const decide = useMutation({
    mutationFn: (verb: 'approve' | 'reject') =>
      post<Change | Run>(`/api/statutes/changes/${change.id}/${verb}`, {
        expectedMoves: verb === 'approve' ? moves : null,
        note: note || null,
      }),
    onSuccess: (answer, verb) => {
      if ('total' in answer) void navigate(`/runs/deadlines/${answer.id}`);
      else void message.success(m(verb === 'approve' ? 'changes.approved' : 'changes.rejected'));
      for (const key of ['statute-changes', 'statute-change', 'parameters', 'parameter', 'working-calendar'])
        void client.invalidateQueries({ queryKey: [key] });
    },
    onError: (error) => {
      // The list that was seen is no longer the list that would move: show the new one.
      if (error instanceof ApiProblem && error.code === 'statute.moves-changed')
        void client.invalidateQueries({ queryKey: ['statute-change'] });
    },
  });
  return (
    <>
      {decide.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(decide.error)} />}
      {own && <Alert type="info" showIcon className="gap-below" title={m('changes.own')} />}
      <Input.TextArea
        rows={2}
        maxLength={500}
        aria-label={m('changes.note')}
        placeholder={m('changes.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="row drawer-acts">
        {!own && (
          <Button
            type="primary"
            disabled={moves === undefined}
            loading={decide.isPending && decide.variables === 'approve'}
            onClick={() => decide.mutate('approve')}
          >
            {moves === undefined ? m('changes.counting') : m('changes.approve', { count: moves })}
          </Button>
        )}
        <Button danger loading={decide.isPending && decide.variables === 'reject'} onClick={() => decide.mutate('reject')}>
          {m(own ? 'changes.withdraw' : 'changes.reject')}
        </Button>
      </div>
    </>
  );
}

function By({ name, at }: { name: string; at: string | null }) {
  return (
    <>
      <Actor name={name} /> <span className="num">{formatInstant(at)}</span>
    </>
  );
}
