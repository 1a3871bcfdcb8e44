import { describe, expect, it, vi } from 'vitest';
import { casesOf, listenToChanges, tellChanges } from './changes';
import { steadyRows } from './steadyRows';

const row = (id: string, text = id) => ({ id, text });

describe('a list that is being read', () => {
  const held = { key: 'mine', rows: [row('a'), row('b'), row('c')], total: 3 };
  const idOf = (shown: { id: string }) => shown.id;
  const steady = (before: typeof held | undefined, key: string, items: typeof held.rows, total = items.length) =>
    steadyRows(before, key, { items, total }, idOf);

  it('keeps its places when something comes, and says how much', () => {
    expect(steady(held, 'mine', [row('new'), row('a'), row('b'), row('c')])).toEqual({ rows: held.rows, moved: true, news: 1 });
  });

  it('knows of more new rows than a page holds by the total', () => {
    const page = [row('x'), row('y'), row('z')];
    expect(steady(held, 'mine', page, 40)).toEqual({ rows: held.rows, moved: true, news: 37 });
  });

  it('takes what comes at once where there was nothing to read', () => {
    const empty = { key: 'mine', rows: [], total: 0 };
    expect(steady(empty, 'mine', [row('x')])).toEqual({ rows: [row('x')], moved: false, news: 0 });
  });

  it('keeps a row that went, and shows the others as they are now', () => {
    const { rows, moved, news } = steady(held, 'mine', [row('a'), row('c', 'claimed by somebody')]);
    expect(moved).toBe(true);
    expect(news).toBe(0);
    expect(rows).toEqual([row('a'), row('b'), row('c', 'claimed by somebody')]);
  });

  it('is shown as it is while its rows are the same, and when other rows were asked for', () => {
    const fresh = [row('a', 'newer'), row('b'), row('c')];
    expect(steady(held, 'mine', fresh)).toEqual({ rows: fresh, moved: false, news: 0 });
    expect(steady(held, 'done', [row('x')])).toEqual({ rows: [row('x')], moved: false, news: 0 });
    expect(steady(undefined, 'mine', fresh)).toEqual({ rows: fresh, moved: false, news: 0 });
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
