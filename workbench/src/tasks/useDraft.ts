import { useCallback, useEffect, useRef, useState } from 'react';
import { put } from '../api/client';
import { dropDraft, keepDraft } from './drafts';

export type DraftState = 'clean' | 'local' | 'saving' | 'saved' | 'offline';

const pauseBeforeSaving = 1_500;
const pauseBeforeTryingAgain = 10_000;

/** Keeps every change in the browser at once and on the host after a short pause in typing, or as soon as the line is there again. */
export function useDraft(taskId: string, by: string, enabled: boolean) {
  const [state, setState] = useState<DraftState>('clean');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<unknown>(undefined);

  useEffect(() => () => clearTimeout(timer.current), [taskId]);

  const send = useCallback(() => {
    const sent = latest.current;
    setState('saving');
    put(`/api/tasks/${encodeURIComponent(taskId)}/draft`, { data: sent }).then(
      () => setState((now) => (now === 'saving' ? 'saved' : now)),
      // The browser's copy stands.
      () => setState((now) => (now === 'saving' ? 'offline' : now)),
    );
  }, [taskId]);

  useEffect(() => {
    if (state !== 'offline') return;
    const again = setInterval(send, pauseBeforeTryingAgain);
    window.addEventListener('online', send);
    return () => {
      clearInterval(again);
      window.removeEventListener('online', send);
    };
  }, [state, send]);

  const changed = useCallback(
    (data: unknown) => {
      if (!enabled) return;
      keepDraft(taskId, by, data, Date.now());
      latest.current = data;
      setState('local');
      clearTimeout(timer.current);
      timer.current = setTimeout(send, pauseBeforeSaving);
    },
    [taskId, by, enabled, send],
  );

  const finished = useCallback(() => {
    clearTimeout(timer.current);
    dropDraft(taskId, by);
    setState('clean');
  }, [taskId, by]);

  return { state, changed, finished };
}
