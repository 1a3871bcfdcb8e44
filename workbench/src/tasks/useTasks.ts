import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../api/client';
import { newOperationId } from '../api/operationId';
import type { TaskDetail, TaskItem, TaskPage } from '../api/types';
import { apiQuery, type TaskQuery } from './taskQuery';

export const tasksKey = ['tasks'];
const taskPath = (id: string) => `/api/tasks/${encodeURIComponent(id)}`;

/** The list, asked again every few seconds while it is looked at, with the old rows kept until the new ones are there. */
export function useTasks(query: TaskQuery) {
  return useQuery({
    queryKey: [...tasksKey, query],
    queryFn: ({ signal }) => get<TaskPage>('/api/tasks', apiQuery(query), signal),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
}

/** One task with its form. It is not asked again by itself: that would move the form under the hands of its user. */
export function useTask(id: string) {
  return useQuery({
    queryKey: ['task', id],
    queryFn: ({ signal }) => get<TaskDetail>(taskPath(id), undefined, signal),
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** Claims or releases a task; the lists follow whatever the answer is, since a refusal means that they were out of date. */
export function useTaskCommand() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ task, command }: { task: Pick<TaskItem, 'id' | 'revision'>; command: 'claim' | 'release' }) =>
      post<TaskItem | undefined>(`${taskPath(task.id)}/${command}`, { expectedRevision: task.revision, operationId: newOperationId() }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: tasksKey }),
        client.invalidateQueries({ queryKey: ['task'] }),
        client.invalidateQueries({ queryKey: ['dashboard'] }),
      ]),
  });
}
