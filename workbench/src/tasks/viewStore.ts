/** A named set of filters that somebody uses again and again: `search` is what stands after the question mark of the list's address. */
export interface SavedView {
  name: string;
  search: string;
}

/** The lists that views are kept for. */
export type ViewList = 'tasks' | 'cases';

/** Adds the view, or replaces the one of that name where it stands. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  return views.some((other) => other.name === view.name)
    ? views.map((other) => (other.name === view.name ? view : other))
    : [...views, view];
}

export const withoutView = (views: readonly SavedView[], name: string): SavedView[] => views.filter((view) => view.name !== name);

/** The view of that name one place up (-1) or down (1); at an end it stays. */
export function movedView(views: readonly SavedView[], name: string, by: -1 | 1): SavedView[] {
  const next = [...views];
  const from = next.findIndex((view) => view.name === name);
  const to = from + by;
  if (from < 0 || to < 0 || to >= next.length) return next;
  [next[from], next[to]] = [next[to]!, next[from]!];
  return next;
}

// Views were once kept in the browser alone. What is left there is brought to the host, once.

const oldNames: Record<ViewList, string> = { tasks: 'taskViews', cases: 'caseViews' };
const keyOf = (list: ViewList, userName: string) => `laborflow.${oldNames[list]}.${userName}`;

/** The views that this browser still keeps for the user. */
export function oldViews(list: ViewList, userName: string, storage: Pick<Storage, 'getItem'> = localStorage): SavedView[] {
  try {
    const value: unknown = JSON.parse(storage.getItem(keyOf(list, userName)) ?? '[]');
    return Array.isArray(value) ? value.filter(isView).filter(fits) : [];
  } catch {
    return [];
  }
}

export function forgetOldViews(list: ViewList, userName: string, storage: Pick<Storage, 'removeItem'> = localStorage): void {
  storage.removeItem(keyOf(list, userName));
}

/** Those of the account, and after them what this browser kept under other names, as far as there is room. */
export function joinedViews(kept: readonly SavedView[], old: readonly SavedView[], most = 30): SavedView[] {
  return [...kept, ...old.filter((view) => !kept.some((other) => other.name === view.name))].slice(0, most);
}

/** What the host takes. */
const fits = (view: SavedView) => view.name.trim() !== '' && view.name.length <= 30 && view.search.length <= 1000;

function isView(value: unknown): value is SavedView {
  const view = value as SavedView | null;
  return typeof view?.name === 'string' && typeof view.search === 'string';
}
