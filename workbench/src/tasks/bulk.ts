import type { TaskItem } from '../api/types';
import type { MessageKey } from '../i18n';
import { taskActs, type TaskAct } from './taskActs';

/** A command that the host takes for many tasks at once; all but the first two ask for a reason. */
export interface BulkCommand extends Pick<TaskAct, 'toOfficer' | 'reasonNeeded'> {
  name: string;
  label: MessageKey;
  asksReason?: boolean;
}

const commands: BulkCommand[] = [
  { name: 'claim', label: 'task.claim' },
  { name: 'release', label: 'task.release' },
  ...taskActs.map(({ command, label, toOfficer, reasonNeeded }) => ({ name: command, label, toOfficer, reasonNeeded, asksReason: true })),
];

/** Those that are open to the officer for every one of the tasks. */
export function bulkCommands(tasks: readonly Pick<TaskItem, 'commands'>[]): BulkCommand[] {
  return tasks.length === 0 ? [] : commands.filter((command) => tasks.every((task) => task.commands.includes(command.name)));
}

/** One form can serve for all: at least two tasks of the same step of the same procedure, each of which the officer may complete together with others. */
export function sameStep(tasks: readonly Pick<TaskItem, 'commands' | 'step' | 'procedure'>[]): boolean {
  const [first] = tasks;
  return (
    tasks.length > 1 &&
    tasks.every(
      (task) => task.step === first!.step && task.procedure.code === first!.procedure.code && task.commands.includes('complete-together'),
    )
  );
}
