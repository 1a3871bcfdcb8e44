import { Link } from 'react-router';
import type { Dashboard } from '../api/types';
import { useI18n } from '../i18n';

/** The open cases within reach by stage, each number with the list behind it. */
export function CasesAtWork({ dashboard }: { dashboard: Dashboard }) {
  const { t, pick } = useI18n();
  return (
    <>
      <h2>{t('dashboard.cases', { open: dashboard.cases.open, today: dashboard.cases.filedToday })}</h2>
      <ul className="plain">
        {dashboard.stages.map(({ stage, count }) => (
          <li key={stage.code} className="row">
            <Link className="grow" to={`/cases?stage=${encodeURIComponent(stage.code)}`}>
              {pick(stage)}
            </Link>
            <span className="num">{count}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
