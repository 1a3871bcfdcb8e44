import type { StatuteMessage } from './messages';
import type { Parameter } from './types';

type Shown = Pick<Parameter, 'value' | 'value2' | 'unitText' | 'isNumeric' | 'isOpen' | 'unit'>;

/** `5 个工作日`, `12 × 当地月最低工资`, 未定 — or a dash for a rule without a number. */
export function shownValue(row: Shown, m: (key: StatuteMessage) => string): string {
  if (row.isOpen) return m('mark.open');
  if (row.value === null) return '—';
  if (row.unit === 'annualDate') return `${Math.floor(row.value / 100)}月${row.value % 100}日`;
  const unit = row.unitText === '工作日' ? '个工作日' : row.unitText === '月' ? '个月' : row.unitText === 'CNY' ? '元' : row.unitText;
  const second = row.value2 === null ? '' : `／${row.value2}`;
  return `${row.value.toLocaleString('zh-CN')}${second} ${unit}`.trim();
}
