import { expect, test } from 'vitest';
import { bulkCommands } from './bulk';

test('only what every selected task permits is offered', () => {
  const names = (...tasks: string[][]) => bulkCommands(tasks.map((commands) => ({ commands }))).map((command) => command.name);
  expect(names()).toEqual([]);
  expect(names(['claim', 'urge'], ['claim'])).toEqual(['claim']);
  expect(names(['release', 'transfer', 'copy'], ['release', 'copy', 'complete'])).toEqual(['release', 'copy']);
  expect(names(['claim'], ['release'])).toEqual([]);
});
