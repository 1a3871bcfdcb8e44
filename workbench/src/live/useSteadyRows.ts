import { useState } from 'react';
import { steadyRows, type Held, type ListPage } from './steadyRows';

export interface Steady<T> {
  rows: readonly T[];
  moved: boolean;
  /** Rows that came and are not shown. */
  news: number;
  /** Takes what has changed. */
  accept: () => void;
}

/**
 * Keeps the rows of a list in their places while they are read. A list that is asked for with other filters (another key) is taken as it
 * comes; `accept` takes what has changed meanwhile.
 */
export function useSteadyRows<T extends { id: string }>(key: string, page: ListPage<T> | undefined, settled: boolean): Steady<T>;
export function useSteadyRows<T>(key: string, page: ListPage<T> | undefined, settled: boolean, idOf: (row: T) => string): Steady<T>;
export function useSteadyRows<T>(
  key: string,
  page: ListPage<T> | undefined,
  settled: boolean,
  idOf: (row: T) => string = (row) => (row as { id: string }).id,
): Steady<T> {
  const [held, setHeld] = useState<Held<T>>();
  const begins = held?.key !== key || (held.rows.length === 0 && page !== undefined && page.items.length > 0);
  if (page && settled && begins) setHeld({ key, rows: page.items, total: page.total });
  return { ...steadyRows(held, key, page, idOf), accept: () => setHeld(undefined) };
}

/** Rows that are told apart by their case. */
export const byCase = (row: { caseId: string }) => row.caseId;
