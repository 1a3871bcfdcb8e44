/** A named set of filters that somebody uses again and again; kept in the browser. */
export interface SavedView {
  name: string;
  search: string;
}

const storageKey = 'laborflow.taskViews';
const limit = 20;

export function loadViews(storage: Pick<Storage, 'getItem'> = localStorage): SavedView[] {
  try {
    const value: unknown = JSON.parse(storage.getItem(storageKey) ?? '[]');
    return Array.isArray(value) ? value.filter(isView).slice(0, limit) : [];
  } catch {
    return [];
  }
}

/** Adds or replaces the view of that name and returns all of them, newest first. */
export function saveView(view: SavedView, storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage): SavedView[] {
  const views = [view, ...loadViews(storage).filter((other) => other.name !== view.name)].slice(0, limit);
  storage.setItem(storageKey, JSON.stringify(views));
  return views;
}

export function removeView(name: string, storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage): SavedView[] {
  const views = loadViews(storage).filter((view) => view.name !== name);
  storage.setItem(storageKey, JSON.stringify(views));
  return views;
}

function isView(value: unknown): value is SavedView {
  const view = value as SavedView | null;
  return typeof view?.name === 'string' && typeof view.search === 'string';
}
