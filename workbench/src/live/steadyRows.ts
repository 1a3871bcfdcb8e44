/** What a list showed when its reader began to read it. */
export interface Held<T> {
  key: string;
  rows: T[];
}

/**
 * The rows to show: those that were there stay in their places with their newest content, whatever comes or goes; `moved` says that the
 * list would look different when taken anew.
 */
export function steadyRows<T extends { id: string }>(held: Held<T> | undefined, key: string, fresh: T[]): { rows: T[]; moved: boolean } {
  if (!held || held.key !== key) return { rows: fresh, moved: false };
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const moved = held.rows.length !== fresh.length || held.rows.some((row, index) => row.id !== fresh[index]?.id);
  return { rows: moved ? held.rows.map((row) => byId.get(row.id) ?? row) : fresh, moved };
}
