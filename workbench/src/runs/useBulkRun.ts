import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Schemas } from '../api/types';

type BulkRun = Schemas['TasksInBulkRunAnswer'];

/** Many tasks that are worked on in the background, asked for again while that goes on. */
export function useBulkRun(id: string | undefined) {
  return useQuery({
    queryKey: ['runs', 'bulk', id],
    queryFn: ({ signal }) => get<BulkRun>(`/api/tasks/bulk/runs/${encodeURIComponent(id!)}`, undefined, signal),
    refetchInterval: (query) => (query.state.data && query.state.data.run.state !== 'running' ? false : 700),
    enabled: !!id,
  });
}
