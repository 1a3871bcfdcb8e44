import { useQuery } from '@tanstack/react-query';
import { get, post } from '../api/client';
import type { Schemas } from '../api/types';
import type { Run } from '../runs/useRuns';
import type { Change, Move } from './types';

type Recount = Schemas['RecountRunsAnswer'];

/** A recount or an approval of many deadlines, asked for again while it goes on. */
export function useRecount(id: string | undefined) {
  return useQuery({
    queryKey: ['runs', 'deadlines', id],
    queryFn: ({ signal }) => get<Recount>(`/api/statutes/changes/runs/${encodeURIComponent(id!)}`, undefined, signal),
    refetchInterval: (query) => (query.state.data && query.state.data.run.state !== 'running' ? false : 700),
    enabled: !!id,
  });
}

/** What a change would move, counted in the background where that takes a while. Nothing is asked without an id. */
export function useCountedMoves(changeId: string | undefined): {
  moves?: Move[];
  run?: Run;
  error?: unknown;
  again: () => void;
} {
  const started = useQuery({
    queryKey: ['statute-change', changeId, 'moves'],
    queryFn: () => post<Change | Run>(`/api/statutes/changes/${encodeURIComponent(changeId!)}/recount?wait=2`, {}),
    enabled: !!changeId,
    staleTime: Infinity,
    retry: false,
  });
  const left = started.data && 'total' in started.data ? started.data : undefined;
  const recount = useRecount(left?.id);
  const run = recount.data?.run ?? left;
  const failed = run && (run.state === 'failed' || run.state === 'interrupted');
  const moves = started.data && 'moves' in started.data ? (started.data.moves ?? undefined) : undefined;
  return {
    moves: moves ?? recount.data?.outcome?.moves ?? undefined,
    run,
    error: started.error ?? recount.error ?? (failed ? new Error(run.failure ?? run.state) : undefined),
    again: () => void started.refetch(),
  };
}
