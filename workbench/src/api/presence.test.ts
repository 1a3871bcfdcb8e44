import { afterEach, describe, expect, it, vi } from 'vitest';
import { presence } from './presence';

describe('presence', () => {
  afterEach(() => vi.useRealTimers());

  it('tells the host after a minute without a touch, until the next one', () => {
    vi.useFakeTimers();
    window.dispatchEvent(new Event('keydown'));
    expect(presence()).toEqual({});
    vi.advanceTimersByTime(61_000);
    expect(presence()).toEqual({ 'X-Background': '1' });
    window.dispatchEvent(new Event('pointerdown'));
    expect(presence()).toEqual({});
  });
});
