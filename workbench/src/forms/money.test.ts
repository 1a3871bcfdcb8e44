import { describe, expect, it } from 'vitest';
import { withMoney } from './money';

const cents = { type: 'number', minimum: 0, multipleOf: 0.01 };

describe('numbers counted in cents', () => {
  it('are typed as money, in lists and in what a condition adds, too', () => {
    const schema = {
      type: 'object',
      properties: {
        amount: cents,
        days: { type: 'integer' },
        items: { type: 'array', items: { type: 'object', properties: { owed: cents } } },
      },
      allOf: [{ if: { properties: { fined: { const: true } } }, then: { properties: { fine: cents } } }],
    };
    expect(withMoney(schema, { days: { 'ui:widget': 'updown' } })).toEqual({
      amount: { 'ui:widget': 'money' },
      days: { 'ui:widget': 'updown' },
      items: { items: { owed: { 'ui:widget': 'money' } } },
      fine: { 'ui:widget': 'money' },
    });
  });

  it('keep the presentation that their form gives them', () => {
    expect(withMoney(cents, { 'ui:widget': 'hidden' })).toEqual({ 'ui:widget': 'hidden' });
    expect(withMoney(null, null)).toEqual({});
  });

  it('stand beside lists that say that nothing is chosen yet', () => {
    const schema = {
      type: 'object',
      properties: { mode: { type: 'string', oneOf: [{ const: 'a', title: '现场' }] }, note: { type: 'string' } },
    };
    expect(withMoney(schema, undefined, '请选择')).toEqual({ mode: { 'ui:placeholder': '请选择' } });
  });
});
