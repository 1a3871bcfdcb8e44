import { expect, test } from 'vitest';
import { bulkCommands, sameStep } from './bulk';
import { refusalsOf } from './refusals';

test('only what every selected task permits is offered', () => {
  const names = (...tasks: string[][]) => bulkCommands(tasks.map((commands) => ({ commands }))).map((command) => command.name);
  expect(names()).toEqual([]);
  expect(names(['claim', 'urge'], ['claim'])).toEqual(['claim']);
  expect(names(['release', 'transfer', 'copy'], ['release', 'copy', 'complete'])).toEqual(['release', 'copy']);
  expect(names(['claim'], ['release'])).toEqual([]);
  expect(names(['urge', 'send-back', 'delegate'], ['delegate', 'send-back'])).toEqual(['delegate', 'send-back']);
});

test('tasks of one step alone are completed together', () => {
  const task = (step: string, ...commands: string[]) => ({ step, commands, procedure: { code: 'WGF', zh: '欠薪垫付', en: null } });
  expect(
    sameStep([task('head-decides', 'complete', 'complete-together'), task('head-decides', 'release', 'complete', 'complete-together')]),
  ).toBe(true);
  expect(sameStep([task('head-decides', 'complete', 'complete-together')])).toBe(false);
  expect(sameStep([task('head-decides', 'complete', 'complete-together'), task('pay', 'complete', 'complete-together')])).toBe(false);
  expect(sameStep([task('head-decides', 'complete', 'complete-together'), task('head-decides', 'claim')])).toBe(false);
  // A step that is decided of each case by itself.
  expect(sameStep([task('vote', 'complete'), task('vote', 'complete')])).toBe(false);
});

test('what was refused tells why and what can be done, in the order of the list', () => {
  const sent = ['a', 'b', 'c'].map((id) => ({ id, caseNumber: `案${id}`, title: '受理审查' }));
  const problem = (status: number, errors: { field: string; code: string; zh: string; en: string }[] = []) => ({
    code: 'x',
    status,
    errors,
    messages: { zh: '已由他人办理', en: 'Done by somebody else' },
  });
  const refused = refusalsOf(
    [
      {
        id: 'c',
        status: 400,
        task: null,
        problem: problem(400, [{ field: 'data.reason', code: 'required', zh: '请填写理由。', en: 'Say why.' }]),
      },
      { id: 'b', status: 200, task: null, problem: null },
      { id: 'a', status: 409, task: null, problem: problem(409) },
    ],
    sent,
  );
  expect(refused.map(({ task, why, next }) => [task.id, why.zh, next])).toEqual([
    ['a', '已由他人办理', 'task.refused.again'],
    ['c', '请填写理由。', 'task.refused.fill'],
  ]);
});
