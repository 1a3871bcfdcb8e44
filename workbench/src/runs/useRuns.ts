import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Schemas } from '../api/types';

export type Run = Schemas['RunItem'];

export const runsKey = ['runs'];

/** A page of the own long runs, the newest first, and all that go on; asked for again while one of them does. */
export function useRuns(query: { kind?: string; page?: number; pageSize?: number } = {}) {
  return useQuery({
    queryKey: [...runsKey, query],
    queryFn: ({ signal }) => get<Schemas['RunPagesRunPage']>('/api/runs', query, signal),
    refetchInterval: (asked) => (asked.state.data && asked.state.data.running.length > 0 ? 1500 : false),
    placeholderData: keepPreviousData,
  });
}

/** How far a run is, in per cent. */
export function percentOf(run: Pick<Run, 'done' | 'total' | 'state'>): number {
  if (run.state === 'finished' || run.total === 0) return 100;
  return Math.min(99, Math.floor((100 * run.done) / run.total));
}
