import { useState } from 'react';
import { steadyRows, type Held } from './steadyRows';

/**
 * Keeps the rows of a list in their places while they are read. A list that is asked for with other filters (another key) is taken as it
 * comes; `accept` takes what has changed meanwhile.
 */
export function useSteadyRows<T extends { id: string }>(key: string, fresh: T[] | undefined, settled: boolean) {
  const [held, setHeld] = useState<Held<T>>();
  if (fresh && settled && held?.key !== key) setHeld({ key, rows: fresh });
  const { rows, moved } = steadyRows(held, key, fresh ?? []);
  return { rows, moved, accept: () => setHeld(undefined) };
}
