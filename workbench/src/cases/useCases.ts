import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get, type Query } from '../api/client';
import type { CaseDetail, CaseRow, HistoryEntry, Page, ProcedureGraph } from '../api/types';

const casePath = (id: string) => `/api/cases/${encodeURIComponent(id)}`;

export function useCases(query: Query) {
  return useQuery({
    queryKey: ['cases', query],
    queryFn: ({ signal }) => get<Page<CaseRow>>('/api/cases', query, signal),
    placeholderData: keepPreviousData,
  });
}

export function useCase(id: string) {
  return useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => get<CaseDetail>(casePath(id), undefined, signal),
    refetchInterval: 15_000,
  });
}

export function useCaseHistory(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['case', id, 'history'],
    queryFn: ({ signal }) => get<HistoryEntry[]>(`${casePath(id)}/history`, undefined, signal),
    enabled,
  });
}

export function useCaseProcedure(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['case', id, 'procedure'],
    queryFn: ({ signal }) => get<ProcedureGraph>(`${casePath(id)}/procedure`, undefined, signal),
    enabled,
  });
}
