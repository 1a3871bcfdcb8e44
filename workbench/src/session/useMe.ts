import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { Me } from '../api/types';

export const meKey = ['me'];

/** Who is signed in; null when nobody is. */
export function useMe() {
  return useQuery({
    queryKey: meKey,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await get<Me>('/api/auth/me', undefined, signal);
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null;
        throw error;
      }
    },
  });
}
