import { describe, expect, it } from 'vitest';
import { monthGrid } from './yearGrid';

describe('the grid of a month', () => {
  it('begins on Monday and holds every day once', () => {
    const february = monthGrid(2026, 1);
    expect(february[0]).toEqual([null, null, null, null, null, null, '2026-02-01']);
    expect(february.flat().filter(Boolean)).toHaveLength(28);
    expect(monthGrid(2024, 1).flat().filter(Boolean)).toHaveLength(29);
    expect(monthGrid(2026, 5)[0]![0]).toBe('2026-06-01');
  });
});
