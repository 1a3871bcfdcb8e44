import type { EarlierStep } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { DataView } from '../forms/DataView';

/** What was decided before this step, by whom and when. */
export function EarlierSteps({ steps }: { steps: EarlierStep[] }) {
  const { pick } = useI18n();
  return (
    <ol className="plain steps">
      {steps.map((step, index) => (
        <li key={`${step.step}-${index}`}>
          <div>
            <b>{step.title}</b> {typeof step.outcome === 'object' ? pick(step.outcome) : step.outcome}
          </div>
          <div className="muted">
            {step.completedBy ?? '—'} · {formatInstant(step.completedAt)}
          </div>
          <DataView data={step.data} />
        </li>
      ))}
    </ol>
  );
}
