import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Schemas } from '../api/types';

export const roomsKey = ['rooms'];

/** The rooms of the reader's place. */
export function useRooms() {
  return useQuery({
    queryKey: roomsKey,
    queryFn: ({ signal }) => get<Schemas['RoomsItem'][]>('/api/rooms', undefined, signal),
    staleTime: 60_000,
  });
}
