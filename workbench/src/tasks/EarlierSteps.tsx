import type { EarlierStep } from '../api/types';
import { useActorName } from '../shared/actors';
import { formatInstant } from '../shared/format';
import { DataView } from '../forms/DataView';

/** What was decided before this step, by whom and when. */
export function EarlierSteps({ steps }: { steps: EarlierStep[] }) {
  const actorName = useActorName();
  return (
    <ol className="plain steps">
      {steps.map((step, index) => (
        <li key={`${step.step}-${index}`}>
          <div>
            <b>{step.title}</b> {step.outcome}
          </div>
          <div className="muted">
            {actorName(step.completedBy)} · {formatInstant(step.completedAt)}
          </div>
          <DataView data={step.data} schema={step.formSchema} />
        </li>
      ))}
    </ol>
  );
}
