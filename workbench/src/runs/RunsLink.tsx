import { NavLink } from 'react-router';
import { useI18n } from '../i18n';
import { percentOf, useRuns } from './useRuns';

/** Shown in the frame of every page while something of one's own goes on in the background. */
export function RunsLink() {
  const { t } = useI18n();
  const running = useRuns({ pageSize: 1 }).data?.running ?? [];
  if (running.length === 0) return null;
  const percent = Math.min(...running.map(percentOf));
  return (
    <NavLink to="/runs" className="num">
      {t('runs.going', { percent })}
    </NavLink>
  );
}
