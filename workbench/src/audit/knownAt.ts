/** What an entry of the chain tells, as far as it is needed here. */
interface Told {
  sequence: number;
  changes?: unknown;
}

export interface KnownField<T> {
  field: string;
  value: string;
  entry: T;
}

/** The fields of a case as they stood after the entry with this number: the last change of each counts. */
export function knownAt<T extends Told>(entries: readonly T[], sequence: number): KnownField<T>[] {
  const fields = new Map<string, KnownField<T>>();
  for (const entry of [...entries].sort((a, b) => a.sequence - b.sequence)) {
    if (entry.sequence > sequence) break;
    if (!Array.isArray(entry.changes)) continue;
    for (const change of entry.changes as unknown[]) {
      if (typeof change !== 'object' || change === null || !('field' in change)) continue;
      const { field, after } = change as { field: unknown; after?: unknown };
      fields.set(String(field), { field: String(field), value: show(after), entry });
    }
  }
  return [...fields.values()].sort((a, b) => a.field.localeCompare(b.field));
}

function show(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
