import { describe, expect, it } from 'vitest';
import { move, shownDays } from './weeks';

describe('the days of the calendar', () => {
  it('are whole weeks from Monday that cover the month', () => {
    const november = shownDays('2026-11-21', 'month');
    expect(november.from).toBe('2026-10-26');
    expect(november.to).toBe('2026-12-06');
    expect(november.days).toHaveLength(42);
  });

  it('are one week that holds the day, Sunday too', () => {
    expect(shownDays('2026-11-22', 'week')).toMatchObject({ from: '2026-11-16', to: '2026-11-22' });
    expect(shownDays('2026-11-16', 'week').days).toHaveLength(7);
  });

  it('do not skip a short month', () => {
    expect(move('2026-01-31', 'month', 1)).toBe('2026-02-28');
    expect(move('2026-11-21', 'week', -1)).toBe('2026-11-14');
  });
});
