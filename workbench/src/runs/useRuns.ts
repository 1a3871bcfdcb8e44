import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Schemas } from '../api/types';

export type Run = Schemas['RunItem'];

export const runsKey = ['runs'];

/** The own long runs, the newest first; asked for again while one of them goes on. */
export function useRuns(enabled = true) {
  return useQuery({
    queryKey: runsKey,
    queryFn: ({ signal }) => get<Run[]>('/api/runs', undefined, signal),
    refetchInterval: (query) => (query.state.data?.some((run) => run.state === 'running') ? 1500 : false),
    enabled,
  });
}

/** How far a run is, in per cent. */
export function percentOf(run: Pick<Run, 'done' | 'total' | 'state'>): number {
  if (run.state === 'finished' || run.total === 0) return 100;
  return Math.min(99, Math.floor((100 * run.done) / run.total));
}
