import { describe, expect, it } from 'vitest';
import { shownData } from './shownData';
import { withWorkers, workerText } from './workers';

const roster = [
  { number: 1, name: '王明', idNumber: '440***********123' },
  { number: 2, name: '王明', idNumber: '440***********456' },
  { number: null, name: '某公司' },
];
const rows = {
  type: 'object',
  properties: {
    failed: { type: 'array', items: { type: 'object', properties: { worker: { type: 'integer' }, reason: { type: 'string' } } } },
    workers: { type: 'array', items: { type: 'integer' } },
    reason: { type: 'string' },
  },
};

describe('workers of the roster', () => {
  it('are chosen in rows and in lists, and who has no number is none of them', () => {
    const ui = withWorkers(rows, { reason: { 'ui:widget': 'hidden' } }, roster) as Record<string, never>;
    const chosen = { 'ui:widget': 'worker', 'ui:options': { roster: roster.slice(0, 2) } };
    expect(ui.failed).toEqual({ items: { worker: chosen } });
    expect(ui.workers).toEqual({ items: chosen });
    expect(ui.reason).toEqual({ 'ui:widget': 'hidden' });
    expect(withWorkers(rows, {}, [])).toEqual({});
  });

  it('of one name are told apart by number and document', () => {
    expect(roster.slice(0, 2).map(workerText)).toEqual(['1 王明 440***********123', '2 王明 440***********456']);
    const words = { yes: '是', no: '否', comma: '、', pause: '，' };
    const said = shownData({ failed: [{ worker: 2, reason: '户名不符' }], workers: [1] }, rows, words, roster);
    expect(said.map((row) => row.text)).toEqual(['worker 2 王明 440***********456，reason 户名不符', '1 王明 440***********123']);
  });
});
