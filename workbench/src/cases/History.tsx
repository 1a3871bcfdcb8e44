import Table from 'antd/es/table';
import Timeline from 'antd/es/timeline';
import type { HistoryEntry } from '../api/types';
import { ChangeTable } from '../audit/ChangeTable';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { useRoleNames } from '../shared/roles';
import { runsOf } from './runs';

/** Everything that happened, newest first, in one line each. */
export function CaseTimeline({ entries }: { entries: HistoryEntry[] }) {
  const { t, tell } = useI18n();
  if (entries.length === 0) return <p className="muted">{t('history.none')}</p>;
  const newestFirst = [...entries].sort((a, b) => b.at.localeCompare(a.at));
  const line = (entry: HistoryEntry) => (
    <>
      <div>{tell(entry) || entry.action}</div>
      <div className="muted num">
        {formatInstant(entry.at)} <Actor name={entry.actor} />
      </div>
    </>
  );
  // One step that does the same for each of a hundred workers is one line, which opens.
  const kindOf = (entry: HistoryEntry) => [entry.action, entry.actor, formatInstant(entry.at), /《[^》]+》/.exec(entry.zh)?.[0]].join('|');
  return (
    <Timeline
      className="case-timeline"
      items={runsOf(newestFirst, kindOf).map((run, index) => ({
        key: index,
        content:
          run.length === 1 ? (
            line(run[0]!)
          ) : (
            <>
              {line(run[0]!)}
              <details>
                <summary>{t('history.alike', { count: run.length - 1 })}</summary>
                {run.slice(1).map((entry, at) => (
                  <div key={at}>{tell(entry) || entry.action}</div>
                ))}
              </details>
            </>
          ),
      }))}
    />
  );
}

/** The record for auditors: who, in which role, under which version and article, and what changed. */
export function HistoryTable({ entries }: { entries: HistoryEntry[] }) {
  const { t, say, tell } = useI18n();
  const roleNames = useRoleNames();
  // Where nothing in it can be focused, a table that is wider than a phone is moved by its own focus.
  const focusable = (box: HTMLDivElement | null) =>
    box?.querySelectorAll('.ant-table-body, .ant-table-content').forEach((part) => part.setAttribute('tabindex', '0'));
  return (
    <div ref={focusable}>
      <Table<HistoryEntry & { key: number }>
        size="small"
        sticky={{ offsetHeader: 48 }}
        scroll={{ x: 1000 }}
        pagination={entries.length > 50 ? { pageSize: 50, size: 'small' } : false}
        dataSource={entries.map((entry, key) => ({ ...entry, key }))}
        expandable={{
          rowExpandable: (entry) => entry.told.length > 0,
          expandedRowRender: (entry) => <ChangeTable changes={entry.told} />,
        }}
        columns={[
          { title: t('history.at'), width: 140, render: (_, entry) => <span className="num">{formatInstant(entry.at)}</span> },
          {
            title: t('history.actor'),
            width: 160,
            render: (_, entry) => (
              <>
                <Actor name={entry.actor} /> {entry.actorRole && <span className="muted">{roleNames([entry.actorRole])}</span>}
              </>
            ),
          },
          { title: t('history.action'), render: (_, entry) => tell(entry) || entry.action },
          { title: t('history.version'), width: 90, render: (_, entry) => entry.procedureVersion ?? '—' },
          { title: t('history.basis'), width: 260, render: (_, entry) => say(entry.legalBasis) || '—' },
        ]}
      />
    </div>
  );
}
