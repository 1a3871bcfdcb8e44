import { withQuery, type Query } from '../api/client';

/** The case list that shows what a number counts. */
export const casesLink = (query: Query): string => withQuery('/cases', query);

/** The task list of a person, or of tasks that nobody has taken. */
export const tasksLink = (userName: string | null, overdue = false): string =>
  withQuery('/tasks', { view: 'all', assignee: userName ?? 'none', due: overdue ? 'overdue' : undefined });
