import type { MessageKey } from '../i18n';

/** What an officer can do with a task besides taking and completing it; offered only when the host names it in the task's commands. */
export interface TaskAct {
  command: string;
  label: MessageKey;
  /** Whom it concerns: another officer. */
  toOfficer?: boolean;
  /** Which earlier step it goes back to; in bulk the one that was completed last. */
  toStep?: boolean;
  /** The host refuses it without a reason. */
  reasonNeeded?: boolean;
}

export const taskActs: readonly TaskAct[] = [
  { command: 'transfer', label: 'act.transfer', toOfficer: true, reasonNeeded: true },
  { command: 'delegate', label: 'act.delegate', toOfficer: true, reasonNeeded: true },
  { command: 'return', label: 'act.return' },
  { command: 'send-back', label: 'act.send-back', toStep: true, reasonNeeded: true },
  { command: 'take-back', label: 'act.take-back', reasonNeeded: true },
  { command: 'co-sign', label: 'act.co-sign', toOfficer: true, reasonNeeded: true },
  { command: 'urge', label: 'act.urge', reasonNeeded: true },
  { command: 'copy', label: 'act.copy', toOfficer: true },
];

export function actsOf(commands: readonly string[]): TaskAct[] {
  return taskActs.filter((act) => commands.includes(act.command));
}
