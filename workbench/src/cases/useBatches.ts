import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Schemas } from '../api/types';

export type Batch = Schemas['BankFilesBatch'];
const funds = ['WGF', 'EMF'];

/** The address of a case's batches of payment. */
export const batchesOf = (caseId: string) => `/api/cases/${encodeURIComponent(caseId)}/payment-batches`;

/** 支付批次 of a case; only the fund's cases have any. */
export function useBatches(caseId: string, procedure: string) {
  return useQuery({
    queryKey: ['case', caseId, 'payment-batches'],
    queryFn: ({ signal }) => get<Batch[]>(batchesOf(caseId), undefined, signal),
    enabled: funds.includes(procedure),
  });
}
