/** A page of a list, and how many rows the list has. */
export interface ListPage<T> {
  items: readonly T[];
  total: number;
}

/** What a list showed when its reader began to read it. */
export interface Held<T> {
  key: string;
  rows: readonly T[];
  total: number;
}

/**
 * The rows to show: those that were there stay in their places with their newest content, whatever comes or goes; `moved` says that the
 * list would look different when taken anew, `news` how many rows came that are not shown.
 */
export function steadyRows<T>(held: Held<T> | undefined, key: string, page: ListPage<T> | undefined, idOf: (row: T) => string) {
  const fresh = page?.items ?? [];
  // Where nothing stands, nothing that is read can move.
  if (!held || held.key !== key || held.rows.length === 0) return { rows: fresh, moved: false, news: 0 };
  const byId = new Map(fresh.map((row) => [idOf(row), row]));
  const shown = new Set(held.rows.map(idOf));
  const moved = held.rows.length !== fresh.length || held.rows.some((row, index) => idOf(row) !== idOf(fresh[index]!));
  const came = fresh.filter((row) => !shown.has(idOf(row))).length;
  return {
    rows: moved ? held.rows.map((row) => byId.get(idOf(row)) ?? row) : fresh,
    moved,
    // Of more new rows than a page has, the others are known by the total alone.
    news: moved ? Math.max(came, (page?.total ?? 0) - held.total) : 0,
  };
}
