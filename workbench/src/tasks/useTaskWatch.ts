import { useEffect, useState } from 'react';
import { get } from '../api/client';
import type { TaskDetail, TaskItem } from '../api/types';
import { listenToChanges } from '../live/changes';

/** How a task stands when somebody else moved it while its form is open. The form itself is left alone. */
export function useTaskWatch(task: TaskDetail): TaskItem | undefined {
  const [moved, setMoved] = useState<TaskItem>();
  useEffect(
    () =>
      listenToChanges((caseIds) => {
        if (!caseIds.includes(task.caseId)) return;
        get<TaskItem>(`/api/tasks/${encodeURIComponent(task.id)}`).then(
          (now) => setMoved(now.revision === task.revision ? undefined : now),
          // The line is down: pressing an outcome will tell.
          () => undefined,
        );
      }),
    [task.id, task.caseId, task.revision],
  );
  return moved && moved.revision !== task.revision ? moved : undefined;
}
