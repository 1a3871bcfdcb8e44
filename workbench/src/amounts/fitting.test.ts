import { describe, expect, it } from 'vitest';
import { calculatorsFor, placeOf } from './fitting';

const claims = [{ cause: { code: 'overtime' } }, { cause: { code: 'social-insurance' } }, { cause: { code: 'severance' } }];

describe('the calculators beside a field', () => {
  it('are those of the claims of the case', () => {
    expect(calculatorsFor('mediate', 'amount', undefined, claims)).toEqual(['overtime', 'severance']);
    expect(calculatorsFor('insf-notice', 'payable', undefined, [])).toEqual(['wage-arrears']);
  });

  it('are that of the claim which the row is about', () => {
    expect(calculatorsFor('arb-decide', 'items.amount', { claim: 3 }, claims)).toEqual(['severance']);
    expect(calculatorsFor('arb-decide', 'items.amount', { claim: 2 }, claims)).toEqual([]);
  });

  it('are none where the field is about something else', () => {
    expect(calculatorsFor('insf-notice', 'fine', undefined, claims)).toEqual([]);
    expect(calculatorsFor('wgf-recovery', 'amount', undefined, claims)).toEqual([]);
  });

  it('go by the place of the field', () => {
    const data = { items: [{ claim: 1 }, { claim: 3 }] };
    expect(placeOf('step_items_1_amount', 'step', data)).toEqual({ path: 'items.amount', row: { claim: 3 } });
    expect(placeOf('step_amount', 'step', data)).toEqual({ path: 'amount', row: undefined });
  });
});
