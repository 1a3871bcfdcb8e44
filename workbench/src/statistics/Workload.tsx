import Button from 'antd/es/button';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Query } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { tasksLink } from './links';

interface Load {
  key: string;
  name: string;
  open: number;
  overdue: number;
  done: number;
  /** What the tasks that wait are found by, and those that were done. */
  waiting: Query;
  finished?: Query;
}

const most = 15;

/**
 * Who has how much to do, how much of it is late, and how much was done; each number leads to its list. Those with most to do stand first,
 * the others when asked for.
 */
export function Workload({ who, loads }: { who: string; loads: Load[] }) {
  const { t } = useI18n();
  const [all, setAll] = useState(false);
  const sorted = [...loads].sort((a, b) => b.overdue - a.overdue || b.open - a.open || b.done - a.done);
  const number = (value: number, query: Query | undefined) => (
    <td className="num right">{value > 0 && query ? <Link to={tasksLink(query)}>{value}</Link> : value}</td>
  );
  return (
    <>
      <table className="simple-table">
        <thead>
          <tr>
            <th>{who}</th>
            <th className="right">{t('statistics.openTasks')}</th>
            <th className="right">{t('statistics.overdueTasks')}</th>
            <th className="right">{t('statistics.doneTasks')}</th>
          </tr>
        </thead>
        <tbody>
          {(all ? sorted : sorted.slice(0, most)).map((load) => (
            <tr key={load.key}>
              <td>{load.name}</td>
              {number(load.open, load.waiting)}
              {number(load.overdue, { ...load.waiting, due: 'overdue' })}
              {number(load.done, load.finished)}
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > most && !all && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t('statistics.everybody', { count: sorted.length })}
        </Button>
      )}
    </>
  );
}

interface TablesProps {
  officers: Schemas['StatisticsLoad'][];
  offices: Schemas['StatisticsOfficeLoad'][];
  /** When the tasks were done that are done. */
  from: string;
  to: string;
  /** What the task list is narrowed by beside. */
  scope: Query;
}

/** The workload of officers, and of offices. */
export function WorkloadTables({ officers, offices, from, to, scope }: TablesProps) {
  const { t, pick } = useI18n();
  const done = { completedFrom: from, completedTo: to };
  return (
    <>
      <section>
        <h2>{t('statistics.workload')}</h2>
        <Workload
          who={t('field.assignee')}
          loads={officers.map((load) => ({
            ...load,
            key: load.userName ?? '',
            name: load.displayName ?? t('task.unclaimed'),
            waiting: { ...scope, assignee: load.userName ?? 'none' },
            finished: load.userName ? { ...scope, completedBy: load.userName, ...done } : undefined,
          }))}
        />
      </section>
      <section>
        <h2>{t('statistics.offices')}</h2>
        <Workload
          who={t('field.office')}
          loads={offices.map((load) => ({
            ...load,
            key: load.officeId ?? '',
            name: pick({ zh: load.name, en: load.nameEn }) || t('statistics.noOffice'),
            waiting: { ...scope, office: load.officeId ?? 'none' },
            finished: { ...scope, office: load.officeId ?? 'none', completedBy: 'any', ...done },
          }))}
        />
      </section>
    </>
  );
}
