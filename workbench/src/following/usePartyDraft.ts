import { useCallback, useState } from 'react';
import type { PublicTask } from '../api/types';
import { knownMembers } from '../forms/known';
import { dropDraft, initialData, keepDraft, readDraft } from '../tasks/drafts';

const by = 'party';

/** What a party types into a step, kept for this tab only: it survives a lost line and a page that is loaded again, not a phone that is handed on. */
export function usePartyDraft(task: Pick<PublicTask, 'id' | 'formData' | 'formSchema'>) {
  const { id } = task;
  const [data, setData] = useState<unknown>(() =>
    knownMembers(initialData(readDraft(id, by, sessionStorage), null, task.formData), task.formSchema),
  );
  const change = useCallback(
    (next: unknown) => {
      setData(next);
      keepDraft(id, by, next, Date.now(), sessionStorage);
    },
    [id],
  );
  const forget = useCallback(() => dropDraft(id, by, sessionStorage), [id]);
  return [data, change, forget] as const;
}
