import { expect, test } from 'vitest';
import { knownAt } from './knownAt';

const entries = [
  { sequence: 3, changes: [{ field: 'case.stage', before: 'received', after: 'accepted' }] },
  { sequence: 1, changes: [{ field: 'case.stage', before: null, after: 'received' }] },
  { sequence: 2, changes: null },
  {
    sequence: 4,
    changes: [
      { field: 'case.stage', after: 'closed' },
      { field: 'party.name', after: null },
    ],
  },
];

test('what was known is the last change of each field up to then', () => {
  expect(knownAt(entries, 2).map(({ field, value }) => [field, value])).toEqual([['case.stage', 'received']]);
  expect(knownAt(entries, 3)[0]).toMatchObject({ value: 'accepted', entry: { sequence: 3 } });
  expect(knownAt(entries, 4).map(({ field, value }) => [field, value])).toEqual([
    ['case.stage', 'closed'],
    ['party.name', '—'],
  ]);
  expect(knownAt(entries, 0)).toEqual([]);
});
