import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../filing/draft';
import { amountInput } from '../filing/amountInput';
import { createValidator } from '../forms/validator';
import { translate } from '../i18n';
import { calculatorForm, calculatorInput, calculatorNames } from './calculators';

const forms = calculatorNames.map((name) => ({ name, ...calculatorForm(name, (key) => translate('zh', key), '2026-11-21') }));

describe('the calculators', () => {
  it.each(forms)('$name starts unfinished and names what is missing', ({ schema, data }) => {
    const { errors } = createValidator('zh').validateFormData(data, schema);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.map((error) => error.message)).not.toContain(undefined);
  });

  it('asks for the surcharge only when an order was not obeyed', () => {
    const { schema } = forms.find((form) => form.name === 'wage-arrears')!;
    const arrears = { on: '2026-11-21', arrears: [{ name: '工资', due: 6000, paid: 0 }] };
    const valid = (data: object) => createValidator('zh').validateFormData(data, schema).errors.length === 0;
    expect(valid({ ...arrears, orderedAndOverdue: false })).toBe(true);
    expect(valid({ ...arrears, orderedAndOverdue: true })).toBe(false);
    expect(valid({ ...arrears, orderedAndOverdue: true, surchargePercent: 80 })).toBe(true);
  });

  it('leaves out what was left empty', () => {
    expect(calculatorInput({ averageWage: 6000, endedOn: '', localAverageMonthlyWage: undefined }, '440309')).toEqual({
      monthlyWages: [6000],
      jurisdiction: '440309',
    });
  });
});

describe('an amount worked out while filing', () => {
  const draft = emptyDraft();
  draft.employment = { ...draft.employment, startedOn: '2020-03-01', endedOn: '2026-08-31', monthlyWage: '8,000', contractStatus: 'none' };

  it('takes the wage and the dates of the job', () => {
    expect(amountInput(draft, 'severance')).toEqual({
      calculator: 'severance',
      input: { startedOn: '2020-03-01', endedOn: '2026-08-31', monthlyWages: [8000], jurisdiction: undefined },
    });
    expect(amountInput(draft, 'double-wages')?.input).toMatchObject({ employedOn: '2020-03-01', through: '2026-08-31' });
  });

  it('is not offered where the answers do not suffice', () => {
    expect(amountInput(draft, 'work-injury')).toBeNull();
    expect(amountInput({ ...draft, employment: { ...draft.employment, stillEmployed: true } }, 'severance')).toBeNull();
    expect(amountInput({ ...draft, employment: { ...draft.employment, contractStatus: 'written' } }, 'double-wages')).toBeNull();
    expect(amountInput(emptyDraft(), 'severance')).toBeNull();
  });
});
