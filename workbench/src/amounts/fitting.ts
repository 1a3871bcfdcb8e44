import type { CalculatorName } from './calculators';

/** The calculator for a claim of a cause; causes whose amount no rule gives have none. */
const byCause: Record<string, CalculatorName> = {
  'unpaid-wages': 'wage-arrears',
  overtime: 'overtime',
  severance: 'severance',
  'unlawful-termination': 'unlawful-termination',
  'double-wages': 'double-wages',
  'annual-leave': 'annual-leave',
};

/** The fields of steps that hold what somebody has to pay by law, and not what was paid, checked, fined or got back. */
const payable: Record<string, string[]> = {
  mediate: ['amount'],
  'col-mediate': ['amount'],
  'arb-decide': ['items.amount'],
  'arb-hearing': ['amount'],
  'arb-entrusted': ['amount'],
  'fta-decide': ['items.amount'],
  'fta-hearing': ['amount'],
  'fta-entrusted': ['amount'],
  'ins-investigate': ['payable'],
  'insf-dispose': ['payable'],
  'insf-notice': ['payable'],
  'insf-decide': ['payable'],
  'insf-issue': ['items.amount'],
};

interface Claim {
  cause: { code: string };
}

/**
 * The calculators that fit a field of a step, the most likely one first: that of the claim which the field's own row names, or those of all
 * claims of the case. None fits where the field is about something else.
 */
export function calculatorsFor(step: string, path: string, row: unknown, claims: readonly Claim[]): CalculatorName[] {
  if (!payable[step]?.includes(path)) return [];
  const number = (row as { claim?: unknown } | null | undefined)?.claim;
  const own = typeof number === 'number' ? claims[number - 1] : undefined;
  const asked = own ? [own] : claims;
  const found = asked.map((claim) => byCause[claim.cause.code]).filter((name) => name !== undefined);
  // What inspectors order is wages in the first place, whatever else the complaint was about.
  const wages: CalculatorName[] = step.startsWith('ins') ? ['wage-arrears'] : [];
  return [...new Set([...found, ...wages])];
}

/** Where a field stands, from the id that the form gives it: `step_items_0_amount` is `items.amount`, in the first row of `items`. */
export function placeOf(id: string, idPrefix: string, data: unknown): { path: string; row: unknown } {
  const parts = id.slice(idPrefix.length + 1).split('_');
  let at: unknown = data;
  let row: unknown;
  for (const part of parts.slice(0, -1)) {
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined;
    if (/^\d+$/.test(part)) row = at;
  }
  return { path: parts.filter((part) => !/^\d+$/.test(part)).join('.'), row };
}
