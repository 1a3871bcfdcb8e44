import type { EarlierStep } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { DataView } from '../forms/DataView';
import type { Numbered } from '../forms/workers';
import { Actor } from '../shared/people';

/** What was decided before this step, by whom and when. */
export function EarlierSteps({ steps, roster }: { steps: EarlierStep[]; roster?: readonly Numbered[] }) {
  const { say, pick } = useI18n();
  return (
    <ol className="plain steps">
      {steps.map((step, index) => (
        <li key={`${step.step}-${index}`}>
          <div>
            <b>{say(step.title)}</b> {pick({ zh: step.outcome, en: step.outcomeEn })}
          </div>
          <div className="muted">
            <Actor name={step.completedBy} /> · {formatInstant(step.completedAt)}
          </div>
          <DataView data={step.data} schema={step.formSchema} roster={roster} />
        </li>
      ))}
    </ol>
  );
}
