import type { Party } from '../api/types';
import type { Translate } from '../i18n';

/** One side in a line: the first of it, and how many they are. */
export function sideName(parties: readonly Pick<Party, 'name' | 'kind'>[], t: Translate): string {
  const [first] = parties;
  if (!first) return '';
  if (parties.length === 1) return first.name;
  return t(first.kind === 'worker' ? 'party.people' : 'party.units', { name: first.name, count: parties.length });
}
