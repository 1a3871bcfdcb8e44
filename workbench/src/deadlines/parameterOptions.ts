import type { StatuteParameter } from '../api/types';

const periods = new Set([
  'day',
  'days',
  'workingDay',
  'working-day',
  'workingDays',
  'working_day',
  'natural-day',
  'month',
  'months',
  'year',
  'years',
  'hour',
  'hours',
]);

/** Parameters that are periods of time, grouped by procedure; a search finds name, id or article. */
export function parameterOptions(parameters: StatuteParameter[]) {
  const groups = new Map<string, { value: string; label: string; search: string }[]>();
  for (const parameter of parameters) {
    if (parameter.unit && !periods.has(parameter.unit) && /rule|cny|yuan|percent|ratio|people|count/i.test(parameter.unit)) continue;
    if (parameter.value === null) continue;
    const group = parameter.process ?? '';
    const name = parameter.zh ?? parameter.id;
    const option = {
      value: parameter.id,
      label: parameter.basis ? `${name}（${parameter.basis}）` : name,
      search: `${name} ${parameter.id} ${parameter.basis ?? ''}`,
    };
    groups.set(group, [...(groups.get(group) ?? []), option]);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}
