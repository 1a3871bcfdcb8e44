import { describe, expect, it } from 'vitest';
import { runsOf } from './runs';

const first = (text: string) => text[0]!;

describe('what is told together', () => {
  it('is what follows each other and is of one kind', () => {
    expect(runsOf(['a1', 'b1', 'b2', 'b3', 'b4', 'c1'], first)).toEqual([['a1'], ['b1', 'b2', 'b3', 'b4'], ['c1']]);
  });

  it('is nothing when there are fewer than four, or something else comes between', () => {
    expect(runsOf(['b1', 'b2', 'b3', 'a1', 'b4', 'b5'], first)).toEqual([['b1'], ['b2'], ['b3'], ['a1'], ['b4'], ['b5']]);
    expect(runsOf([], first)).toEqual([]);
  });
});
