import Table, { type ColumnsType } from 'antd/es/table';
import { Link } from 'react-router';
import { useNarrow } from '../shared/useNarrow';
import { useMessages } from './messages';
import type { Move } from './types';

/** The running deadlines that a change moves, before and after. */
export function Moves({ moves }: { moves: Move[] }) {
  const { m } = useMessages();
  const narrow = useNarrow();
  if (moves.length === 0) return <p className="gap-above">{m('changes.noMoves')}</p>;
  const after = (move: Move) =>
    move.after ? <b className="num">{move.after}</b> : <span className="wrap">{m('changes.refused', { why: move.refusal ?? '' })}</span>;
  const columns: ColumnsType<Move> = [
    {
      title: m('changes.deadline'),
      render: (_, move) => (
        <>
          <Link to={`/cases/${move.caseId}`}>{move.caseNumber}</Link>
          <div className="muted">{move.name}</div>
          {narrow && (
            <div>
              <span className="num">{move.before}</span> → {after(move)}
            </div>
          )}
        </>
      ),
    },
    { title: m('changes.before'), width: 112, render: (_, move) => <span className="num">{move.before}</span> },
    {
      title: m('changes.after'),
      width: 180,
      render: (_, move) => after(move),
    },
  ];
  return (
    <>
      <h2>{m('changes.moves', { count: moves.length })}</h2>
      <Table<Move>
        rowKey="deadlineId"
        size="small"
        columns={narrow ? columns.slice(0, 1) : columns}
        dataSource={moves}
        pagination={{ size: 'small', pageSize: 20, hideOnSinglePage: true }}
      />
    </>
  );
}
