import type { TaskItem } from '../api/types';
import type { MessageKey } from '../i18n';

/** A command that the host takes for many tasks at once. */
export interface BulkCommand {
  name: 'claim' | 'release' | 'transfer' | 'urge' | 'copy';
  label: MessageKey;
  toOfficer?: boolean;
  asksReason?: boolean;
  reasonNeeded?: boolean;
}

const commands: BulkCommand[] = [
  { name: 'claim', label: 'task.claim' },
  { name: 'release', label: 'task.release' },
  { name: 'transfer', label: 'act.transfer', toOfficer: true, asksReason: true, reasonNeeded: true },
  { name: 'urge', label: 'act.urge', asksReason: true },
  { name: 'copy', label: 'act.copy', toOfficer: true, asksReason: true },
];

/** Those that are open to the officer for every one of the tasks. */
export function bulkCommands(tasks: readonly Pick<TaskItem, 'commands'>[]): BulkCommand[] {
  return tasks.length === 0 ? [] : commands.filter((command) => tasks.every((task) => task.commands.includes(command.name)));
}
