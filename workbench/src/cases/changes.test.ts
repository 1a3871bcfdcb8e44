import { describe, expect, it } from 'vitest';
import { parameterOptions } from '../deadlines/parameterOptions';
import { changesOf } from './changes';

describe('changes of an audit entry', () => {
  it.each([
    [[{ field: 'stage', before: 'a', after: 'b' }], [{ field: 'stage', before: 'a', after: 'b' }]],
    [{ stage: { before: 'a', after: 'b' } }, [{ field: 'stage', before: 'a', after: 'b' }]],
    [{ count: 3 }, [{ field: 'count', after: 3 }]],
    [null, []],
    ['text', []],
  ])('%j', (changes, rows) => expect(changesOf(changes)).toEqual(rows));
});

describe('periods of the register', () => {
  const row = { basis: '第14条', process: 'MED', ruleZh: '调解期限' };
  it('are those counted in time', () => {
    const options = parameterOptions([
      { ...row, id: 'a', value: 15, unitText: '日' },
      { ...row, id: 'b', value: 60, unitText: '%' },
      { ...row, id: 'c', value: null, unitText: '日' },
    ]);
    expect(options).toEqual([{ label: 'MED', options: [{ value: 'a', label: '调解期限（15 日，第14条）', search: '调解期限 a 第14条' }] }]);
  });
});
