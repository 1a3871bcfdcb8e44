import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { get, put } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { useMe } from '../session/useMe';
import { forgetOldViews, joinedViews, oldViews, type SavedView, type ViewList } from './viewStore';

type Kept = Omit<Schemas['OwnViewsAnswer'], 'views'> & { views: SavedView[] };

const pathOf = (list: ViewList) => `/api/account/views/${list}`;
const keep = (list: ViewList, views: SavedView[], expectedRevision: number) => put<Kept>(pathOf(list), { views, expectedRevision });

/** The views of the account; what an earlier version left in this browser is brought to it first. */
async function read(list: ViewList, userName: string, signal: AbortSignal): Promise<Kept> {
  const kept = await get<Kept>(pathOf(list), undefined, signal);
  const old = oldViews(list, userName);
  if (old.length === 0) return kept;
  try {
    const moved = await keep(list, joinedViews(kept.views, old), kept.revision);
    forgetOldViews(list, userName);
    return moved;
  } catch (error) {
    // Another window brings them at this moment, or the host refuses them: those of the account are shown all the same.
    if (error instanceof ApiProblem) return kept;
    throw error;
  }
}

/** Changes the list as it stands at the host: what another window did meanwhile stays. */
async function change(
  client: QueryClient,
  key: readonly unknown[],
  list: ViewList,
  by: (views: SavedView[]) => SavedView[],
): Promise<Kept> {
  const known = client.getQueryData<Kept>(key);
  try {
    if (known) return await keep(list, by(known.views), known.revision);
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 409)) throw error;
  }
  const fresh = await get<Kept>(pathOf(list));
  return keep(list, by(fresh.views), fresh.revision);
}

export function useViews(list: ViewList) {
  const userName = useMe().data?.userName ?? '';
  const client = useQueryClient();
  const key = ['views', list, userName];
  const views = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read(list, userName, signal),
    enabled: userName !== '',
    staleTime: 10_000,
  });
  const changed = useMutation({
    mutationFn: (by: (views: SavedView[]) => SavedView[]) => change(client, key, list, by),
    onSuccess: (kept) => client.setQueryData(key, kept),
  });
  return { views, change: changed };
}
