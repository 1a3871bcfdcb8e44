import type { StatuteParameter } from '../api/types';

/** Parameters that are periods of time, grouped by procedure; a search finds name, id or article. */
export function parameterOptions(parameters: StatuteParameter[]) {
  const groups = new Map<string, { value: string; label: string; search: string }[]>();
  for (const parameter of parameters) {
    // Amounts and shares stand in the same register; a period is counted in hours, days, months or years.
    if (typeof parameter.value !== 'number' || !/[日天月年时周]/.test(parameter.unitText)) continue;
    const option = {
      value: parameter.id,
      label: `${parameter.ruleZh}（${parameter.value} ${parameter.unitText}，${parameter.basis}）`,
      search: `${parameter.ruleZh} ${parameter.id} ${parameter.basis}`,
    };
    groups.set(parameter.process, [...(groups.get(parameter.process) ?? []), option]);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}
