import type { FilingDraft } from './draft';

/** What every step of the form gets. */
export interface StepProps {
  draft: FilingDraft;
  update: (changes: Partial<FilingDraft>) => void;
  /** The message of a field, or nothing when it is fine. */
  errorOf: (path: string) => string | undefined;
}
