import { describe, expect, it } from 'vitest';
import { changesOf } from './deadlineChanges';
import { exceptionForm } from './exceptionForm';

describe('what may be done with a period', () => {
  it('follows its state, and heads alone extend it', () => {
    expect(changesOf('running', ['mediator'])).toEqual(['pause', 'restart']);
    expect(changesOf('running', ['head'])).toEqual(['pause', 'extend', 'restart']);
    expect(changesOf('paused', ['mediator'])).toEqual(['resume']);
    expect(changesOf('met', ['head'])).toEqual([]);
  });
});

describe('the form of an exception', () => {
  const record = {
    applicants: [{ name: '张伟' }],
    respondents: [{ name: '深圳市某某电子有限公司' }],
    claims: [{ number: 1, cause: '加班费' }],
  };

  it('asks for a reason and for what its kind needs, among what the case has', () => {
    const { schema, uiSchema } = exceptionForm(['party', 'claimNumbers', 'joint'], record, [], [], [], (key) => key);
    expect(schema.required).toEqual(['reason', 'party', 'claimNumbers', 'joint']);
    const properties = schema.properties as Record<string, { type: string; enum?: unknown[]; items?: { oneOf: { title: string }[] } }>;
    expect(properties.party!.enum).toEqual(['张伟', '深圳市某某电子有限公司']);
    expect(properties.claimNumbers!.items!.oneOf[0]!.title).toBe('1. 加班费');
    expect(properties.joint!.type).toBe('boolean');
    expect(uiSchema.party).toEqual({ 'ui:enumNames': ['张伟', '深圳市某某电子有限公司'], 'ui:placeholder': 'ask.choose' });
    expect(uiSchema.claimNumbers).toEqual({ 'ui:widget': 'checkboxes' });
  });
});
