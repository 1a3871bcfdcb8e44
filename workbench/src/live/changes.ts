/** Told which cases changed elsewhere. */
export type ChangeListener = (caseIds: readonly string[]) => void;

const listeners = new Set<ChangeListener>();

export function listenToChanges(listener: ChangeListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellChanges(caseIds: readonly string[]): void {
  for (const listener of listeners) listener(caseIds);
}

/** The cases that an event of the host names; an unreadable event names none. */
export function casesOf(data: string): string[] {
  try {
    const { cases } = JSON.parse(data) as { cases?: unknown };
    return Array.isArray(cases) ? cases.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
