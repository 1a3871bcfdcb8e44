import { expect, test } from 'vitest';
import { knownAt } from './knownAt';

const stage = (before: string | null, after: string) => ({ field: 'case.stage', of: null, before, after });
const step = (of: string, before: string | null, after: string) => ({ field: 'task.status', of, before, after });
const entries = [
  { sequence: 3, told: [stage('received', 'accepted'), step('受理审查', 'Open', 'Completed')] },
  { sequence: 1, told: [stage(null, 'received')] },
  { sequence: 2, told: [] },
  { sequence: 4, told: [stage('accepted', 'closed'), step('调解', 'Open', 'Completed')] },
];

const at = (sequence: number) =>
  Object.fromEntries(
    knownAt(entries, sequence).map(({ change, side, entry }) => [
      [change.field, change.of].filter(Boolean).join(' '),
      [(change as ReturnType<typeof stage>)[side], entry?.sequence],
    ]),
  );

test('what was known is the last change of each field up to then', () => {
  expect(at(0)['case.stage']).toEqual([null, undefined]);
  expect(at(2)['case.stage']).toEqual(['received', 1]);
  expect(at(3)['case.stage']).toEqual(['accepted', 3]);
  expect(at(4)['case.stage']).toEqual(['closed', 4]);
});

test('each step, party and period is known for itself', () => {
  expect(at(3)['task.status 受理审查']).toEqual(['Completed', 3]);
  // A step that comes later is not known yet.
  expect(at(3)['task.status 调解']).toBeUndefined();
});
