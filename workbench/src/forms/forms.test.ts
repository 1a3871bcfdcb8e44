import { forParties } from './forParties';
import { forSingles } from './forSingles';
import { shownData } from './shownData';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../api/problem';
import { knownMembers } from './known';
import { pathOf, toExtraErrors } from './serverErrors';
import { createValidator } from './validator';

const schema = {
  type: 'object' as const,
  required: ['name', 'amount'],
  properties: {
    name: { type: 'string' as const, minLength: 1, maxLength: 5 },
    amount: { type: 'number' as const, minimum: 0 },
    way: { enum: ['cash', 'transfer'] },
    items: { type: 'array' as const, minItems: 1, items: { $ref: '#/definitions/item' } },
  },
  definitions: { item: { type: 'object' as const, required: ['on'], properties: { on: { type: 'string' as const, maxLength: 3 } } } },
};

const validate = (data: unknown) => createValidator('zh').validateFormData(data, schema);

describe('the form validator', () => {
  it('accepts what fits', () => {
    expect(validate({ name: '张三', amount: 0, way: 'cash', items: [{ on: 'a' }] }).errors).toEqual([]);
  });

  it('puts each message beside its field, in Chinese', () => {
    const { errorSchema } = validate({ name: '一二三四五六', amount: -1, way: 'gold', items: [{}, { on: 'abcd' }] }) as unknown as {
      errorSchema: Record<string, { __errors?: string[]; [index: number]: { on: { __errors: string[] } } }>;
    };
    expect(errorSchema.name?.__errors).toEqual(['不得超过 5 个字']);
    expect(errorSchema.amount?.__errors).toEqual(['不得小于 0']);
    expect(errorSchema.way?.__errors).toEqual(['请选择']);
    expect(errorSchema.items?.[0]?.on.__errors).toEqual(['必填']);
    expect(errorSchema.items?.[1]?.on.__errors).toEqual(['不得超过 3 个字']);
  });

  it('calls an empty required field required', () => {
    expect(validate({ name: '', amount: 1 }).errorSchema).toMatchObject({ name: { __errors: ['必填'] } });
    expect(validate(undefined).errorSchema).toMatchObject({ name: { __errors: ['必填'] }, amount: { __errors: ['必填'] } });
  });

  it('decides conditions with references to the definitions of the whole form', () => {
    const validator = createValidator('zh');
    expect(validator.isValid({ $ref: '#/definitions/item' }, { on: 'a' }, schema)).toBe(true);
    expect(validator.isValid({ $ref: '#/definitions/item' }, {}, schema)).toBe(false);
    expect(validator.isValid({ $ref: '#/definitions/none' }, {}, schema)).toBe(false);
  });
});

describe('field errors of the host', () => {
  it('stand where the form shows them', () => {
    const error = new ApiProblem(422, {
      errors: [
        { field: 'data.instalments[0].amount', code: 'x', zh: '金额有误' },
        { field: 'reason', code: 'y', zh: '必填' },
      ],
    });
    expect(toExtraErrors(error, 'zh')).toEqual({
      instalments: { 0: { amount: { __errors: ['金额有误'] } } },
      reason: { __errors: ['必填'] },
    });
  });

  it.each([
    ['data.a[1].b', ['a', '1', 'b']],
    ['$.a.b', ['a', 'b']],
    ['/a/0', ['a', '0']],
    ['database', ['database']],
  ])('%s is read as a path', (field, path) => expect(pathOf(field)).toEqual(path));
});

describe('what a step is prefilled with', () => {
  const closed = { type: 'object', properties: { opinion: { type: 'string' } }, additionalProperties: false };

  it('is cut to what a closed form shows', () => {
    expect(knownMembers({ opinion: '同意', phone: '13800138000' }, closed)).toEqual({ opinion: '同意' });
  });

  it('stays whole when the form is open, or there is none', () => {
    const data = { opinion: '同意', phone: '13800138000' };
    expect(knownMembers(data, { type: 'object' })).toBe(data);
    expect(knownMembers(data, null)).toBe(data);
  });
});

describe('lists of what was recorded', () => {
  it('are read as words, each member under its title', () => {
    const schema = {
      properties: {
        inspectors: { title: '承办监察员', items: {} },
        items: {
          title: '裁决事项',
          items: { properties: { amount: { title: '金额' }, result: { title: '结果', oneOf: [{ const: 'support', title: '支持' }] } } },
        },
      },
    };
    const data = { inspectors: ['甲', '乙'], items: [{ amount: 12000, result: 'support' }, { amount: 1 }], none: [] };
    expect(shownData(data, schema, { yes: '是', no: '否', comma: '、', pause: '，' }).map((row) => `${row.title}：${row.text}`)).toEqual([
      '承办监察员：甲、乙',
      '裁决事项：金额 12000，结果 支持\n金额 1',
    ]);
  });
});

describe('a field that was emptied again', () => {
  const schema = {
    type: 'object',
    properties: { mode: { type: 'string', oneOf: [{ const: 'online' }] }, note: { type: 'string' } },
    required: ['mode'],
  };

  it('is missing where it is needed, and nothing else is said of it', () => {
    const { errors } = createValidator('zh').validateFormData({ mode: undefined, note: undefined }, schema as never);
    expect(errors.map((error) => [error.property, error.message])).toEqual([['.mode', '必填']]);
  });

  it('does not stand in the way of the others', () => {
    expect(createValidator('zh').validateFormData({ mode: 'online', note: undefined }, schema as never).errors).toEqual([]);
  });
});

describe('the form of a step in a case of one against one', () => {
  const people = (count: number) => Array.from({ length: count }, () => ({})) as never[];
  const matter = (applicants: number, respondents: number, collective = false) => ({
    applicants: people(applicants),
    respondents: people(respondents),
    flags: { collective } as never,
  });
  const schema = { properties: { memberConsents: { type: 'boolean', 'x-each': true }, signatures: {}, shares: {}, reason: {} } };
  const hiddenIn = (...of: Parameters<typeof matter>) =>
    ['applicant', 'respondent'].map((side) => Object.keys(forSingles({}, schema, side, matter(...of)) ?? {}));

  it('does not ask for the signatures and shares of several', () => {
    expect(hiddenIn(1, 1)).toEqual([
      ['memberConsents', 'signatures', 'shares'],
      ['memberConsents', 'signatures', 'shares'],
    ]);
    expect(hiddenIn(2, 1)).toEqual([[], ['memberConsents', 'signatures']]);
  });

  it('asks for the consent of a group only in a collective dispute', () => {
    const group = { properties: { memberConsents: { type: 'boolean' } } };
    expect(forSingles({}, group, null, matter(12, 1, true))).toEqual({});
    expect(forSingles({}, group, null, matter(2, 1))).toEqual({ memberConsents: { 'ui:widget': 'hidden' } });
  });
});

describe('the form of a step at the screen of a party', () => {
  it('does not ask what only officers write down', () => {
    expect(forParties({ reason: { 'ui:widget': 'textarea' } })).toEqual({
      reason: { 'ui:widget': 'textarea' },
      signedOnPaper: { 'ui:widget': 'hidden' },
      signedOn: { 'ui:widget': 'hidden' },
      signatures: { 'ui:widget': 'hidden' },
      specialAuthority: { 'ui:widget': 'hidden' },
      memberConsents: { 'ui:widget': 'hidden' },
    });
    const paper = { properties: { appliedOn: { type: 'string', 'x-officer': ['apply'] }, facts: { type: 'string' } } };
    expect(forParties({}, paper)).toMatchObject({ appliedOn: { 'ui:widget': 'hidden' } });
    expect(forParties({}, paper)).not.toHaveProperty('facts');
    expect(forParties(null)).toEqual({
      signedOnPaper: { 'ui:widget': 'hidden' },
      signedOn: { 'ui:widget': 'hidden' },
      signatures: { 'ui:widget': 'hidden' },
      specialAuthority: { 'ui:widget': 'hidden' },
      memberConsents: { 'ui:widget': 'hidden' },
    });
  });
});
