/** A change of an entry, as far as it is needed here. */
interface Change {
  field: string;
  of?: string | null;
}

/** What an entry of the chain tells. */
interface Told<C extends Change> {
  sequence: number;
  told: readonly C[];
}

export interface KnownField<C extends Change, T> {
  change: C;
  /** Whether what counts is the change's `after`, or, where the first change came later, its `before`. */
  side: 'before' | 'after';
  /** The entry that brought it; none where it stood so from the beginning. */
  entry?: T;
}

const fromFiling = /^(?:case|employment|party|claim)\./;

/**
 * The fields of a case as they stood after the entry with this number: the last change of each field of each step, party or period counts.
 * What a case has from its filing and was changed only later stood as that change found it.
 */
export function knownAt<C extends Change, T extends Told<C>>(entries: readonly T[], sequence: number): KnownField<C, T>[] {
  const fields = new Map<string, KnownField<C, T>>();
  for (const entry of [...entries].sort((a, b) => a.sequence - b.sequence)) {
    for (const change of entry.told) {
      const key = `${change.field} ${change.of ?? ''}`;
      if (entry.sequence <= sequence) fields.set(key, { change, side: 'after', entry });
      else if (!fields.has(key) && fromFiling.test(change.field)) fields.set(key, { change, side: 'before' });
    }
  }
  return [...fields.values()].sort((a, b) => a.change.field.localeCompare(b.change.field));
}
