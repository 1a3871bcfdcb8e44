import type { Query } from '../api/client';
import type { TaskView } from '../api/types';

/** What the task list shows. It lives in the address, so that a list can be shared and the back button works. */
export interface TaskQuery {
  view: TaskView;
  procedure?: string;
  light?: string;
  q?: string;
  sort?: string;
  /** Filters that links from counts carry; the list shows them as tags. */
  step?: string;
  due?: string;
  assignee?: string;
  office?: string;
  source?: string;
  caseOffice?: string;
  mainCause?: string;
  district?: string;
  completedBy?: string;
  completedFrom?: string;
  completedTo?: string;
  page: number;
  pageSize: number;
}

const views: TaskView[] = ['mine', 'candidate', 'open', 'co-sign', 'copied', 'all', 'done'];
/** Filters without a field of their own. */
export const linked = [
  'step',
  'due',
  'assignee',
  'office',
  'source',
  'caseOffice',
  'mainCause',
  'district',
  'completedBy',
  'completedFrom',
  'completedTo',
] as const;
const names = ['procedure', 'light', 'q', 'sort', ...linked] as const;

export function readTaskQuery(search: URLSearchParams): TaskQuery {
  const view = search.get('view') as TaskView;
  const query: TaskQuery = {
    view: views.includes(view) ? view : 'mine',
    page: positive(search.get('page'), 1, 100_000),
    pageSize: positive(search.get('pageSize'), 20, 100),
  };
  for (const name of names) {
    const value = search.get(name);
    if (value) query[name] = value;
  }
  return query;
}

/** The address of a query, with defaults left out so that it stays short. */
export function writeTaskQuery(query: TaskQuery): URLSearchParams {
  const search = new URLSearchParams();
  if (query.view !== 'mine') search.set('view', query.view);
  for (const name of names) {
    const value = query[name];
    if (value) search.set(name, value);
  }
  if (query.page > 1) search.set('page', String(query.page));
  if (query.pageSize !== 20) search.set('pageSize', String(query.pageSize));
  return search;
}

/** The query as the host takes it, which puts what is due first, and what is done last, unless somebody asks otherwise. */
export function apiQuery(query: TaskQuery): Query {
  return { ...query };
}

function positive(text: string | null, fallback: number, limit: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? Math.min(value, limit) : fallback;
}
