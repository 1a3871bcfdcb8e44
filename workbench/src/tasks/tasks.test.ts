import { actsOf } from './taskActs';
import { beforeEach, describe, expect, it } from 'vitest';
import { dropDraft, initialData, keepDraft, markOf, readDraft, startOf, sweepDrafts } from './drafts';
import { taskKey } from './taskKeys';
import { apiQuery, readTaskQuery, writeTaskQuery } from './taskQuery';
import { forgetOldViews, joinedViews, movedView, oldViews, withoutView, withView } from './viewStore';

beforeEach(() => localStorage.clear());

describe('keys of the task list', () => {
  const press = (key: string, rest = {}) => ({ key, inField: false, onControl: false, ...rest });

  it.each([
    ['j', -1, 3, { kind: 'select', index: 0 }],
    ['j', 2, 3, { kind: 'select', index: 2 }],
    ['k', 2, 3, { kind: 'select', index: 1 }],
    ['k', 0, 3, { kind: 'select', index: 0 }],
    ['Enter', 1, 3, { kind: 'open', index: 1 }],
    ['c', 1, 3, { kind: 'claim', index: 1 }],
    ['/', -1, 0, { kind: 'search' }],
    ['Enter', -1, 3, null],
    ['c', -1, 3, null],
    ['j', -1, 0, null],
    ['x', 1, 3, { kind: 'choose', index: 1 }],
    ['x', -1, 3, null],
    ['y', 1, 3, null],
  ])('%s with row %i of %i', (key, selected, count, expected) => {
    expect(taskKey(press(key), selected, count)).toEqual(expected);
  });

  it('leaves typing in fields and browser shortcuts alone', () => {
    expect(taskKey(press('c', { inField: true }), 0, 1)).toBeNull();
    expect(taskKey(press('c', { ctrlKey: true }), 0, 1)).toBeNull();
    expect(taskKey(press('Enter', { onControl: true }), 0, 1)).toBeNull();
  });
});

describe('the address of a task list', () => {
  it('survives a round trip', () => {
    const query = readTaskQuery(
      new URLSearchParams(
        'view=candidate&light=red&q=张三&step=mediate&office=none&source=window&caseOffice=none&mainCause=unpaid-wages&page=3&pageSize=50',
      ),
    );
    expect(query).toMatchObject({
      view: 'candidate',
      light: 'red',
      q: '张三',
      source: 'window',
      mainCause: 'unpaid-wages',
      page: 3,
      pageSize: 50,
    });
    expect(readTaskQuery(writeTaskQuery(query))).toEqual(query);
  });

  it('ignores nonsense', () => {
    expect(readTaskQuery(new URLSearchParams('view=secret&page=-4&pageSize=100000'))).toEqual({ view: 'mine', page: 1, pageSize: 100 });
  });

  it('leaves the order to the host unless somebody asked for one', () => {
    expect(apiQuery({ view: 'done', page: 1, pageSize: 20 }).sort).toBeUndefined();
    expect(apiQuery({ view: 'all', sort: '-created', page: 1, pageSize: 20 }).sort).toBe('-created');
  });
});

describe('saved views', () => {
  const overdue = { name: '逾期', search: 'light=red' };
  const fund = { name: '基金', search: 'procedure=WGF' };

  it('replace one of the same name where it stands, move, and can be removed', () => {
    expect(withView([overdue, fund], { name: '逾期', search: 'view=all' })).toEqual([{ name: '逾期', search: 'view=all' }, fund]);
    expect(movedView([overdue, fund], '基金', -1)).toEqual([fund, overdue]);
    expect(movedView([overdue, fund], '基金', 1)).toEqual([overdue, fund]);
    expect(withoutView([overdue, fund], '逾期')).toEqual([fund]);
  });

  it('that this browser kept come after those of the account, each once', () => {
    localStorage.setItem('laborflow.taskViews.li', JSON.stringify([{ name: '逾期', search: 'old' }, fund, 7]));
    const old = oldViews('tasks', 'li');
    expect(oldViews('tasks', 'wang')).toEqual([]);
    expect(oldViews('cases', 'li')).toEqual([]);
    expect(joinedViews([overdue], old)).toEqual([overdue, fund]);
    expect(joinedViews([overdue], old, 1)).toEqual([overdue]);
    forgetOldViews('tasks', 'li');
    expect(oldViews('tasks', 'li')).toEqual([]);
  });

  it('are none when the storage holds nonsense', () => {
    localStorage.setItem('laborflow.taskViews.li', '{"a":');
    expect(oldViews('tasks', 'li')).toEqual([]);
  });
});

describe('drafts', () => {
  it('of this browser come before the one of the host, and that before prefilled data', () => {
    keepDraft('t1', 'li', { a: 1 }, 5);
    expect(initialData(readDraft('t1', 'li'), { a: 2 }, { a: 3 })).toEqual({ a: 1 });
    expect(initialData(null, { a: 2 }, { a: 3 })).toEqual({ a: 2 });
    expect(initialData(null, null, { a: 3 })).toEqual({ a: 3 });
    expect(initialData(null, null, null)).toEqual({});
  });

  it('typed at one desk and continued at another: the newer is shown, and what was never saved is not lost', () => {
    const keep = (data: unknown, host = {}) => keepDraft('t1', 'li', data, 5, localStorage, host);
    const opened = (serverDraft: unknown) => startOf(readDraft('t1', 'li'), serverDraft, { a: 0 });
    expect(opened({ a: 2 })).toEqual({ data: { a: 2 }, from: null });
    // Desk A saved 1; desk B went on with 2.
    keep({ a: 1, b: [1] }, { known: [markOf({ b: [1], a: 1 })], kept: true });
    expect(opened({ b: [1], a: 1 })).toEqual({ data: { a: 1, b: [1] }, from: 'local' });
    expect(opened({ a: 2 })).toEqual({ data: { a: 2 }, from: 'elsewhere' });
    // Desk A typed 3 over 1 without a line: over 1 it is the newer one, over 2 somebody must choose.
    keep({ a: 3 }, { known: [markOf({ a: 1 })] });
    expect(opened({ a: 1 })).toEqual({ data: { a: 3 }, from: 'local' });
    expect(opened({ a: 2 })).toEqual({ data: { a: 2 }, from: 'conflict' });
    // The step was closed by somebody else, with it the host's draft: what was typed is still there.
    keep({ a: 1 }, { known: [], kept: true });
    expect(opened(null)).toEqual({ data: { a: 1 }, from: 'local' });
  });

  it('are of whoever typed them, and not of the next one at the desk', () => {
    keepDraft('t1', 'li', { a: 1 }, 5);
    expect(readDraft('t1', 'wang')).toBeNull();
    expect(readDraft('t1', 'li')?.data).toEqual({ a: 1 });
  });

  it('end with the task', () => {
    keepDraft('t1', 'li', { a: 1 }, 5);
    dropDraft('t1', 'li');
    expect(readDraft('t1', 'li')).toBeNull();
  });

  it('are swept after thirty days, and so is what cannot be read', () => {
    const day = 86_400_000;
    keepDraft('old', 'li', {}, 0);
    keepDraft('new', 'li', {}, 20 * day);
    localStorage.setItem('laborflow.draft.bad', '{');
    localStorage.setItem('other', 'x');
    sweepDrafts(31 * day);
    expect(readDraft('old', 'li')).toBeNull();
    expect(readDraft('new', 'li')).not.toBeNull();
    expect(localStorage.getItem('laborflow.draft.bad')).toBeNull();
    expect(localStorage.getItem('other')).toBe('x');
  });

  it('never stop work when the storage is full', () => {
    const full = {
      ...localStorage,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    } as unknown as Storage;
    expect(() => keepDraft('t1', 'li', {}, 0, full)).not.toThrow();
  });
});

describe('acts on a task', () => {
  it('are those that the host permits, in a fixed order, and nothing else', () => {
    expect(actsOf(['urge', 'complete', 'release', 'transfer', 'invented']).map((act) => act.command)).toEqual(['transfer', 'urge']);
    expect(actsOf([])).toEqual([]);
  });
});
