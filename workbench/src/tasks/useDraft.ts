import { useCallback, useEffect, useRef, useState } from 'react';
import { put } from '../api/client';
import { dropDraft, keepDraft } from './drafts';

export type DraftState = 'clean' | 'local' | 'saving' | 'saved' | 'offline';

const pauseBeforeSaving = 1_500;

/** Keeps every change in the browser at once and on the host after a short pause in typing. */
export function useDraft(taskId: string, by: string, enabled: boolean) {
  const [state, setState] = useState<DraftState>('clean');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), [taskId]);

  const changed = useCallback(
    (data: unknown) => {
      if (!enabled) return;
      keepDraft(taskId, by, data, Date.now());
      setState('local');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        setState('saving');
        put(`/api/tasks/${encodeURIComponent(taskId)}/draft`, { data }).then(
          () => setState('saved'),
          // The browser's copy stands; the next change tries again.
          () => setState('offline'),
        );
      }, pauseBeforeSaving);
    },
    [taskId, by, enabled],
  );

  const finished = useCallback(() => {
    clearTimeout(timer.current);
    dropDraft(taskId, by);
    setState('clean');
  }, [taskId, by]);

  return { state, changed, finished };
}
