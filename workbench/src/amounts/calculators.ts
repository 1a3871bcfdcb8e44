import type { Translate } from '../i18n';

/** The statutory amounts that the host works out, by the names of its addresses. */
export const calculatorNames = [
  'severance',
  'unlawful-termination',
  'double-wages',
  'overtime',
  'annual-leave',
  'wage-arrears',
  'final-award',
  'wage-fund-advance',
] as const;

export type CalculatorName = (typeof calculatorNames)[number];

type JsonSchema = Record<string, unknown>;

export interface CalculatorForm {
  schema: JsonSchema;
  uiSchema: JsonSchema;
  /** What the form starts with. */
  data: JsonSchema;
}

const date = (title: string): JsonSchema => ({ type: 'string', format: 'date', title });
const money = (title: string): JsonSchema => ({ type: 'number', minimum: 0, title });
const count = (title: string, maximum: number): JsonSchema => ({ type: 'integer', minimum: 0, maximum, title });
const yesNo = (title: string): JsonSchema => ({ type: 'boolean', title });
const moneyWidget = { 'ui:widget': 'money' };

/** The form of a calculator: its members are those of the host's input, so what is filled in is sent as it is. */
export function calculatorForm(name: CalculatorName, t: Translate, today: string): CalculatorForm {
  const local = {
    localAverageMonthlyWage: money(t('amount.localAverage')),
    localMinimumMonthlyWage: money(t('amount.localMinimum')),
  };
  const localUi = { localAverageMonthlyWage: moneyWidget, localMinimumMonthlyWage: moneyWidget };
  switch (name) {
    case 'severance':
    case 'unlawful-termination':
      return {
        schema: {
          type: 'object',
          required: ['startedOn', 'endedOn', 'averageWage'],
          properties: {
            startedOn: date(t('amount.startedOn')),
            endedOn: date(t('amount.endedOn')),
            averageWage: money(t('amount.averageWage')),
            ...local,
          },
        },
        uiSchema: { averageWage: moneyWidget, ...localUi },
        data: {},
      };
    case 'double-wages':
      return {
        schema: {
          type: 'object',
          required: ['employedOn', 'through', 'monthlyWage'],
          properties: {
            employedOn: date(t('amount.startedOn')),
            through: date(t('amount.through')),
            signedOn: date(t('amount.signedOn')),
            monthlyWage: money(t('amount.monthlyWage')),
          },
        },
        uiSchema: { through: { 'ui:help': t('amount.through.help') }, monthlyWage: moneyWidget },
        data: { through: today },
      };
    case 'overtime':
      return {
        schema: {
          type: 'object',
          required: ['monthlyWage', 'on'],
          properties: {
            monthlyWage: money(t('amount.monthlyWage')),
            workdayHours: money(t('amount.workdayHours')),
            restDayHours: money(t('amount.restDayHours')),
            holidayHours: money(t('amount.holidayHours')),
            on: date(t('amount.on')),
          },
        },
        uiSchema: { monthlyWage: moneyWidget },
        data: { on: today, workdayHours: 0, restDayHours: 0, holidayHours: 0 },
      };
    case 'annual-leave':
      return {
        schema: {
          type: 'object',
          required: ['year', 'yearsWorked', 'monthlyWage'],
          properties: {
            year: { type: 'integer', minimum: 2008, maximum: 2100, title: t('amount.year') },
            yearsWorked: count(t('amount.yearsWorked'), 60),
            daysTaken: count(t('amount.daysTaken'), 15),
            leftOn: date(t('amount.leftOn')),
            monthlyWage: money(t('amount.monthlyWage')),
            normalWagePaid: yesNo(t('amount.normalWagePaid')),
          },
        },
        uiSchema: { monthlyWage: moneyWidget },
        data: { year: Number(today.slice(0, 4)), daysTaken: 0, normalWagePaid: true },
      };
    case 'wage-arrears':
      return {
        schema: {
          type: 'object',
          required: ['arrears', 'on'],
          properties: {
            arrears: {
              type: 'array',
              title: t('amount.arrears'),
              minItems: 1,
              items: {
                type: 'object',
                required: ['name', 'due', 'paid'],
                properties: {
                  name: { type: 'string', minLength: 1, title: t('amount.item') },
                  due: money(t('amount.due')),
                  paid: money(t('amount.paid')),
                },
              },
            },
            orderedAndOverdue: yesNo(t('amount.orderedAndOverdue')),
            on: date(t('amount.on')),
          },
          if: { properties: { orderedAndOverdue: { const: true } }, required: ['orderedAndOverdue'] },
          then: {
            required: ['surchargePercent'],
            properties: { surchargePercent: { type: 'number', minimum: 50, maximum: 100, title: t('amount.surcharge') } },
          },
        },
        uiSchema: { arrears: { items: { due: moneyWidget, paid: moneyWidget } } },
        data: { on: today, orderedAndOverdue: false, arrears: [{ name: t('amount.wage'), paid: 0 }] },
      };
    case 'final-award':
      return {
        schema: {
          type: 'object',
          required: ['items', 'awardedOn'],
          properties: {
            items: {
              type: 'array',
              title: t('amount.items'),
              minItems: 1,
              items: {
                type: 'object',
                required: ['name', 'amount'],
                properties: { name: { type: 'string', minLength: 1, title: t('amount.item') }, amount: money(t('field.amount')) },
              },
            },
            awardedOn: date(t('amount.awardedOn')),
            localMinimumMonthlyWage: local.localMinimumMonthlyWage,
          },
        },
        uiSchema: { items: { items: { amount: moneyWidget } }, localMinimumMonthlyWage: moneyWidget },
        data: { awardedOn: today, items: [{ name: t('amount.wage') }] },
      };
    case 'wage-fund-advance':
      return {
        schema: {
          type: 'object',
          required: ['acceptedOn', 'months'],
          properties: {
            acceptedOn: date(t('amount.acceptedOn')),
            months: {
              type: 'array',
              title: t('amount.months'),
              minItems: 1,
              items: {
                type: 'object',
                required: ['month'],
                properties: {
                  month: { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$', title: t('amount.month') },
                  owed: money(t('amount.owed')),
                },
              },
            },
            averageWageBefore: money(t('amount.averageBefore')),
            shareHeld: money(t('amount.shareHeld')),
            ...local,
          },
        },
        uiSchema: {
          months: { items: { month: { 'ui:placeholder': today.slice(0, 7) }, owed: moneyWidget } },
          averageWageBefore: moneyWidget,
          shareHeld: moneyWidget,
          ...localUi,
        },
        data: { acceptedOn: today, months: [{}] },
      };
  }
}

/** The input as the host takes it: what was left empty is left out, an average wage is the one wage of all months. */
export function calculatorInput(data: unknown, jurisdiction: string | undefined): Record<string, unknown> {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((item) => item !== undefined && item !== null).map(strip);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined && inner !== null && inner !== '')
        .map(([key, inner]) => [key, strip(inner)]),
    );
  };
  const { averageWage, ...input } = strip(data ?? {}) as Record<string, unknown>;
  return { ...input, ...(averageWage !== undefined && { monthlyWages: [averageWage] }), ...(jurisdiction && { jurisdiction }) };
}
