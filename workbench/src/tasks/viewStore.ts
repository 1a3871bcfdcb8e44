/** A named set of filters that somebody uses again and again; kept in the browser. */
export interface SavedView {
  name: string;
  search: string;
}

/** Of which list the views are, and whose. */
export type ViewList = `${'taskViews' | 'caseViews'}.${string}`;
const limit = 20;
const keyOf = (list: ViewList) => `laborflow.${list}`;

export function loadViews(list: ViewList, storage: Pick<Storage, 'getItem'> = localStorage): SavedView[] {
  try {
    const value: unknown = JSON.parse(storage.getItem(keyOf(list)) ?? '[]');
    return Array.isArray(value) ? value.filter(isView).slice(0, limit) : [];
  } catch {
    return [];
  }
}

/** Adds or replaces the view of that name and returns all of them, newest first. */
export function saveView(view: SavedView, list: ViewList, storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage): SavedView[] {
  const views = [view, ...loadViews(list, storage).filter((other) => other.name !== view.name)].slice(0, limit);
  storage.setItem(keyOf(list), JSON.stringify(views));
  return views;
}

export function removeView(name: string, list: ViewList, storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage): SavedView[] {
  const views = loadViews(list, storage).filter((view) => view.name !== name);
  storage.setItem(keyOf(list), JSON.stringify(views));
  return views;
}

function isView(value: unknown): value is SavedView {
  const view = value as SavedView | null;
  return typeof view?.name === 'string' && typeof view.search === 'string';
}
