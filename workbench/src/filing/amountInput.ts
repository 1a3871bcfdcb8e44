import { amountOf, type FilingDraft } from './draft';

/** What a calculator needs for a demand, when the answers so far suffice; null when it cannot be worked out from them. */
export function amountInput(draft: FilingDraft, cause: string): { calculator: string; input: Record<string, unknown> } | null {
  const { startedOn, endedOn, stillEmployed, contractStatus } = draft.employment;
  const wage = amountOf(draft.employment.monthlyWage);
  const jurisdiction = draft.district || undefined;
  if (!startedOn || wage === undefined || Number.isNaN(wage)) return null;
  switch (cause) {
    case 'severance':
    case 'unlawful-termination':
      if (stillEmployed || !endedOn) return null;
      return { calculator: cause, input: { startedOn, endedOn, monthlyWages: [wage], jurisdiction } };
    case 'double-wages':
      if (stillEmployed || !endedOn || contractStatus === 'written') return null;
      return { calculator: cause, input: { employedOn: startedOn, through: endedOn, monthlyWage: wage, jurisdiction } };
    default:
      return null;
  }
}
