import type { ExplanationStep } from '../api/types';
import { useI18n } from '../i18n';

/** How a date came about, step by step, with the article of each step. */
export function Explanation({ steps }: { steps: ExplanationStep[] }) {
  const { pick, say } = useI18n();
  return (
    <ol className="explanation">
      {steps.map((step, index) => (
        <li key={index}>
          {step.date && !pick(step).includes(step.date.slice(0, 10)) && <span className="num strong">{step.date.slice(0, 10)} </span>}
          {pick(step)}
          {step.basis && <div className="muted">{say(step.basis)}</div>}
        </li>
      ))}
    </ol>
  );
}
