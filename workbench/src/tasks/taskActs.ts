import type { MessageKey } from '../i18n';

/** What an officer can do with a task besides taking and completing it; offered only when the host names it in the task's commands. */
export interface TaskAct {
  command: string;
  label: MessageKey;
  /** Whom it concerns: another officer. */
  toOfficer?: boolean;
  /** Which earlier step it goes back to. */
  toStep?: boolean;
}

const acts: TaskAct[] = [
  { command: 'transfer', label: 'act.transfer', toOfficer: true },
  { command: 'delegate', label: 'act.delegate', toOfficer: true },
  { command: 'return', label: 'act.return' },
  { command: 'send-back', label: 'act.send-back', toStep: true },
  { command: 'take-back', label: 'act.take-back' },
  { command: 'co-sign', label: 'act.co-sign', toOfficer: true },
  { command: 'urge', label: 'act.urge' },
  { command: 'copy', label: 'act.copy', toOfficer: true },
];

export function actsOf(commands: readonly string[]): TaskAct[] {
  return acts.filter((act) => commands.includes(act.command));
}
