import type { StatuteParameter } from '../api/types';
import { useMessages } from '../statutes/messages';
import { shownUnit } from '../statutes/values';

/** Parameters that are periods of time, grouped by procedure; a search finds name, id or article. */
export function useParameterOptions() {
  const { m, t, say } = useMessages();
  return (parameters: StatuteParameter[]) => {
    const groups = new Map<string, { value: string; label: string; search: string }[]>();
    for (const parameter of parameters) {
      if (parameter.value === null || !parameter.isPeriod) continue;
      const [rule, basis] = [say(parameter.ruleZh), say(parameter.basis)];
      const value = `${parameter.value} ${shownUnit(parameter.unitText, m)}`;
      const option = {
        value: parameter.id,
        label: t('text.pair', { name: rule, value }) + t('text.paren', { text: basis }),
        search: `${rule} ${parameter.ruleZh} ${parameter.id} ${basis}`,
      };
      groups.set(parameter.process, [...(groups.get(parameter.process) ?? []), option]);
    }
    return [...groups].map(([label, options]) => ({ label, options }));
  };
}
