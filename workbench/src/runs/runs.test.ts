import { describe, expect, it } from 'vitest';
import { percentOf } from './useRuns';

describe('how far a run is', () => {
  it.each([
    [{ done: 0, total: 40, state: 'running' }, 0],
    [{ done: 39, total: 40, state: 'running' }, 97],
    // Everything is through, but what came of it is not stored yet.
    [{ done: 40, total: 40, state: 'running' }, 99],
    [{ done: 40, total: 40, state: 'finished' }, 100],
    [{ done: 0, total: 0, state: 'finished' }, 100],
    [{ done: 10, total: 40, state: 'interrupted' }, 25],
  ])('%o is %i per cent', (run, percent) => expect(percentOf(run)).toBe(percent));
});
