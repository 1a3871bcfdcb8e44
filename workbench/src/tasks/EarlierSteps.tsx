import type { EarlierStep } from '../api/types';
import { formatInstant } from '../shared/format';
import { DataView } from '../forms/DataView';
import { Actor } from '../shared/people';

/** What was decided before this step, by whom and when. */
export function EarlierSteps({ steps }: { steps: EarlierStep[] }) {
  return (
    <ol className="plain steps">
      {steps.map((step, index) => (
        <li key={`${step.step}-${index}`}>
          <div>
            <b>{step.title}</b> {step.outcome}
          </div>
          <div className="muted">
            <Actor name={step.completedBy} /> · {formatInstant(step.completedAt)}
          </div>
          <DataView data={step.data} schema={step.formSchema} />
        </li>
      ))}
    </ol>
  );
}
