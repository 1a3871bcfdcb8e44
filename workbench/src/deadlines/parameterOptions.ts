import type { StatuteParameter } from '../api/types';

/** Parameters that are periods of time, grouped by procedure; a search finds name, id or article. */
export function parameterOptions(parameters: StatuteParameter[]) {
  const groups = new Map<string, { value: string; label: string; search: string }[]>();
  for (const parameter of parameters) {
    if (parameter.value === null || !parameter.isPeriod) continue;
    const option = {
      value: parameter.id,
      label: `${parameter.ruleZh}：${parameter.value} ${parameter.unitText}（${parameter.basis}）`,
      search: `${parameter.ruleZh} ${parameter.id} ${parameter.basis}`,
    };
    groups.set(parameter.process, [...(groups.get(parameter.process) ?? []), option]);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}
