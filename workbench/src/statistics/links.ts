import { withQuery, type Query } from '../api/client';

/** The case list that shows what a number counts. */
export const casesLink = (query: Query): string => withQuery('/cases', query);

/** The task list that shows what a number counts. */
export const tasksLink = (query: Query): string => withQuery('/tasks', { view: 'all', ...query });
