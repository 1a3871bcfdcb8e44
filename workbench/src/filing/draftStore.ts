import { emptyDraft, emptyPerson, emptyRespondent, steps, type FilingDraft, type Step } from './draft';

interface Stored {
  draft: FilingDraft;
  step: Step;
  savedAt: number;
  /** Of the press that had no answer yet: repeated with it, the application is filed once. */
  operationId?: string;
}

const daysKept = 14;

/** Reads what was typed before. Anything unreadable or older than a fortnight is forgotten. */
export function loadFiling(key: string, now: number, storage: Storage = localStorage): Stored | null {
  try {
    const stored = JSON.parse(storage.getItem(key) ?? 'null') as Stored | null;
    if (!stored || !steps.includes(stored.step) || now - stored.savedAt > daysKept * 86_400_000) return null;
    const empty = emptyDraft();
    return {
      ...stored,
      // A newer version of the form may have more fields than the stored one.
      draft: {
        ...empty,
        ...stored.draft,
        applicant: { ...empty.applicant, ...stored.draft.applicant },
        coApplicants: (stored.draft.coApplicants ?? []).map((person) => ({ ...emptyPerson(), ...person })),
        respondent: { ...empty.respondent, ...stored.draft.respondent },
        furtherRespondents: (stored.draft.furtherRespondents ?? []).map((respondent) => ({ ...emptyRespondent(), ...respondent })),
        employment: { ...empty.employment, ...stored.draft.employment },
        background: { ...empty.background, ...stored.draft.background },
      },
    };
  } catch {
    return null;
  }
}

export function keepFiling(
  key: string,
  { draft, step, operationId }: Pick<Stored, 'draft' | 'step' | 'operationId'>,
  now: number,
  storage: Storage = localStorage,
): void {
  try {
    storage.setItem(key, JSON.stringify({ draft, step, operationId, savedAt: now } satisfies Stored));
  } catch {
    // A private window may forbid storage; the form still works.
  }
}

export function forgetFiling(key: string, storage: Storage = localStorage): void {
  storage.removeItem(key);
}
