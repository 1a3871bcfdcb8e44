import type { StatuteMessage } from './messages';
import type { Parameter } from './types';

type Shown = Pick<Parameter, 'value' | 'value2' | 'unitText' | 'isNumeric' | 'isOpen' | 'unit'>;

const units: Record<string, StatuteMessage> = {
  工作日: 'unit.workingDays',
  日: 'unit.days',
  月: 'unit.months',
  年: 'unit.years',
  小时: 'unit.hours',
  倍: 'unit.times',
  CNY: 'unit.yuan',
  persons: 'unit.persons',
  levels: 'unit.levels',
  thirds: 'unit.thirds',
  'months×min-wage': 'unit.minimumWages',
};

/** A unit of the register in words; one without words, such as %, as it is; a number of things is the number alone. */
export function shownUnit(unitText: string, m: (key: StatuteMessage) => string): string {
  if (unitText === 'count') return '';
  const key = units[unitText];
  return key ? m(key) : unitText;
}

/** `5 个工作日`, `12 × 当地月最低工资`, 未定 — or a dash for a rule without a number. */
export function shownValue(row: Shown, m: (key: StatuteMessage, values?: Record<string, string | number>) => string): string {
  if (row.isOpen) return m('mark.open');
  if (row.value === null) return '—';
  if (row.unit === 'annualDate') return m('unit.monthDay', { month: Math.floor(row.value / 100), day: row.value % 100 });
  const second = row.value2 === null ? '' : m('value.second', { value: row.value2 });
  return `${row.value.toLocaleString('zh-CN')}${second} ${shownUnit(row.unitText, m)}`.trim();
}
