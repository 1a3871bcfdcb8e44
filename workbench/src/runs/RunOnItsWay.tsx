import { useI18n } from '../i18n';
import { Loading } from '../shared/States';
import { RunProgress } from './RunProgress';
import type { Run } from './useRuns';

/** A run that is not through: how far it is, and that nobody has to wait for it. */
export function RunOnItsWay({ run }: { run?: Run }) {
  const { t } = useI18n();
  if (!run) return <Loading />;
  return (
    <div className="gap-above">
      <RunProgress run={run} />
      <p className="muted">{t('runs.leave')}</p>
    </div>
  );
}
