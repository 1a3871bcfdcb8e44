import { describe, expect, it } from 'vitest';
import { safeNext } from '../session/safeNext';
import { formatDate, formatInstant, formatMoney, formatSize } from '../shared/format';
import { navigationFor } from './navigation';

describe('navigation', () => {
  it('shows what the host permits', () => {
    expect(navigationFor(['signed-in', 'case-readers', 'officers']).map((item) => item.path)).toEqual([
      '/',
      '/tasks',
      '/cases',
      '/calendar',
      '/documents',
      '/registers',
      '/deadlines',
      '/amounts',
    ]);
    expect(navigationFor(['design-readers']).map((item) => item.path)).toEqual(['/designer/']);
    expect(navigationFor(['filing']).map((item) => item.path)).toEqual(['/window', '/import']);
    expect(navigationFor(['signed-in'])).toEqual([]);
  });
});

describe('the page after signing in', () => {
  it.each([
    ['/tasks?view=all', '/tasks?view=all'],
    [null, '/'],
    ['https://evil.example', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/sign-in?next=/', '/'],
  ])('%s opens %s', (next, expected) => expect(safeNext(next)).toBe(expected));
});

describe('formats', () => {
  it('tell time in Beijing, wherever the computer stands', () => {
    expect(formatInstant('2026-11-20T16:05:00Z')).toBe('2026-11-21 00:05');
    expect(formatDate('2026-11-20T16:05:00Z')).toBe('2026-11-21');
    expect(formatDate('2026-11-20')).toBe('2026-11-20');
    expect(formatInstant(null)).toBe('—');
  });

  it('show money with two decimals', () => {
    expect(formatMoney(1234567.5)).toBe('¥1,234,567.50');
    expect(formatMoney(0)).toBe('¥0.00');
    expect(formatMoney(undefined)).toBe('—');
    expect(formatSize(2_500_000)).toBe('2.4 MB');
  });
});
