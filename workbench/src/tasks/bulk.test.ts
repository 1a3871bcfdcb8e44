import { expect, test } from 'vitest';
import { bulkCommands, sameStep } from './bulk';

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
  expect(sameStep([task('head-decides', 'complete', 'complete-together'), task('head-decides', 'release', 'complete', 'complete-together')])).toBe(true);
  expect(sameStep([task('head-decides', 'complete', 'complete-together')])).toBe(false);
  expect(sameStep([task('head-decides', 'complete', 'complete-together'), task('pay', 'complete', 'complete-together')])).toBe(false);
  expect(sameStep([task('head-decides', 'complete', 'complete-together'), task('head-decides', 'claim')])).toBe(false);
  // A step that is decided of each case by itself.
  expect(sameStep([task('vote', 'complete'), task('vote', 'complete')])).toBe(false);
});
