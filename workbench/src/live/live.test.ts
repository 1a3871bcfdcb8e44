import { describe, expect, it, vi } from 'vitest';
import { casesOf, listenToChanges, tellChanges } from './changes';
import { steadyRows } from './steadyRows';

const row = (id: string, text = id) => ({ id, text });

describe('a list that is being read', () => {
  const held = { key: 'mine', rows: [row('a'), row('b'), row('c')] };

  it('keeps its places when something comes, and says so', () => {
    expect(steadyRows(held, 'mine', [row('new'), row('a'), row('b'), row('c')])).toEqual({ rows: held.rows, moved: true });
  });

  it('keeps a row that went, and shows the others as they are now', () => {
    const { rows, moved } = steadyRows(held, 'mine', [row('a'), row('c', 'claimed by somebody')]);
    expect(moved).toBe(true);
    expect(rows).toEqual([row('a'), row('b'), row('c', 'claimed by somebody')]);
  });

  it('is shown as it is while its rows are the same, and when other rows were asked for', () => {
    const fresh = [row('a', 'newer'), row('b'), row('c')];
    expect(steadyRows(held, 'mine', fresh)).toEqual({ rows: fresh, moved: false });
    expect(steadyRows(held, 'done', [row('x')])).toEqual({ rows: [row('x')], moved: false });
    expect(steadyRows(undefined, 'mine', fresh)).toEqual({ rows: fresh, moved: false });
  });
});

describe('what the host tells', () => {
  it('names cases, and nothing when it cannot be read', () => {
    expect(casesOf('{"cases":["1","2"]}')).toEqual(['1', '2']);
    expect(casesOf('{"cases":[1,null]}')).toEqual([]);
    expect(casesOf('not json')).toEqual([]);
  });

  it('reaches those who listen, until they stop', () => {
    const listener = vi.fn();
    const stop = listenToChanges(listener);
    tellChanges(['1']);
    stop();
    tellChanges(['2']);
    expect(listener).toHaveBeenCalledExactlyOnceWith(['1']);
  });
});
