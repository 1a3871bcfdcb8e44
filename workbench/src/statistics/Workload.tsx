import { Link } from 'react-router';
import type { Statistics } from '../api/types';
import { useI18n } from '../i18n';
import { tasksLink } from './links';

/** Who has how much to do, and how much of it is late. */
export function Workload({ loads }: { loads: Statistics['workload'] }) {
  const { t } = useI18n();
  return (
    <table className="simple-table">
      <thead>
        <tr>
          <th>{t('field.assignee')}</th>
          <th className="right">{t('statistics.openTasks')}</th>
          <th className="right">{t('statistics.overdueTasks')}</th>
          <th className="right">{t('statistics.doneTasks')}</th>
        </tr>
      </thead>
      <tbody>
        {loads.map((load) => (
          <tr key={load.userName ?? ''}>
            <td>{load.displayName ?? t('task.unclaimed')}</td>
            <td className="num right">
              <Link to={tasksLink(load.userName)}>{load.open}</Link>
            </td>
            <td className="num right">{load.overdue > 0 ? <Link to={tasksLink(load.userName, true)}>{load.overdue}</Link> : 0}</td>
            <td className="num right">{load.done}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
