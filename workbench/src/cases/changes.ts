/** One field that an action changed. */
export interface FieldChange {
  field: string;
  before?: unknown;
  after?: unknown;
}

/** The changes of an audit entry as rows, whichever of the two shapes they were recorded in. */
export function changesOf(changes: unknown): FieldChange[] {
  if (Array.isArray(changes)) return changes as FieldChange[];
  if (typeof changes !== 'object' || changes === null) return [];
  return Object.entries(changes).map(([field, value]) => {
    const pair = typeof value === 'object' && value !== null && ('before' in value || 'after' in value);
    return pair ? { field, ...(value as object) } : { field, after: value };
  });
}
