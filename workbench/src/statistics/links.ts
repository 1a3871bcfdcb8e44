import { withQuery, type Query } from '../api/client';

/** The case list that shows what a number counts. */
export const casesLink = (query: Query): string => withQuery('/cases', query);

/** The case list that a query of the host shows, narrowed as the page is. */
export const listLink = (list: string, scope: Query): string => casesLink({ ...scope, ...Object.fromEntries(new URLSearchParams(list)) });

/** The task list that shows what a number counts. */
export const tasksLink = (query: Query): string => withQuery('/tasks', { view: 'all', ...query });
