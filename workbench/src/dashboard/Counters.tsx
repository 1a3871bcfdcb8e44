import { Link } from 'react-router';
import type { TaskCounts } from '../api/types';
import { useI18n } from '../i18n';

export function Counters({ counts }: { counts: TaskCounts }) {
  const { t } = useI18n();
  const cards = [
    { label: t('dashboard.overdue'), value: counts.overdue, to: '/tasks?view=open&due=overdue', urgent: counts.overdue > 0 },
    { label: t('dashboard.dueToday'), value: counts.dueToday, to: '/tasks?view=open&due=today' },
    { label: t('dashboard.mine'), value: counts.mine, to: '/tasks' },
    { label: t('dashboard.candidate'), value: counts.candidate, to: '/tasks?view=candidate' },
  ];
  return (
    <ul className="counters">
      {cards.map((card) => (
        <li key={card.to}>
          <Link to={card.to} className={card.urgent ? 'urgent' : undefined}>
            <span className="counter-value num">{card.value}</span>
            <span>{card.label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
