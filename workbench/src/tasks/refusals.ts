import type { Schemas, TaskItem } from '../api/types';
import type { MessageKey } from '../i18n';

type Result = Schemas['TasksInBulkResult'];

/** A task that a bulk command could not be carried out on: why, and what its officer can do now. */
export interface Refusal {
  task: Pick<TaskItem, 'id' | 'caseNumber' | 'title'>;
  why: { zh: string; en: string };
  next: MessageKey;
}

const nextOf: Record<number, MessageKey> = {
  400: 'task.refused.fill',
  404: 'task.refused.gone',
  409: 'task.refused.again',
  422: 'task.refused.open',
};

/** What came back refused of the tasks that were sent, in the order in which they were sent. */
export function refusalsOf(results: readonly Result[], sent: readonly Refusal['task'][]): Refusal[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  return sent.flatMap((task) => {
    const { problem, status } = byId.get(task.id) ?? {};
    if (!problem || !status) return [];
    // What is wrong with single fields says more than that the input is wrong.
    const said = problem.errors.length > 0 ? problem.errors : [problem.messages];
    return {
      task,
      why: { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ zh, en }) => en || zh).join('; ') },
      next: nextOf[status] ?? 'task.refused.open',
    };
  });
}
