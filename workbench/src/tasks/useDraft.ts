import { useCallback, useEffect, useRef, useState } from 'react';
import { put } from '../api/client';
import { dropDraft, keepDraft, markOf } from './drafts';

export type DraftState = 'clean' | 'local' | 'saving' | 'saved' | 'offline';

const pauseBeforeSaving = 1_500;
const pauseBeforeTryingAgain = 10_000;
const marksKept = 20;

/** Keeps every change in the browser at once and on the host after a short pause in typing, or as soon as the line is there again. */
export function useDraft(taskId: string, by: string, enabled: boolean, serverDraft: unknown) {
  const [state, setState] = useState<DraftState>('clean');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<unknown>(undefined);
  // Until the step is done: an answer that comes later keeps nothing.
  const open = useRef(true);
  // The drafts of the host that are known here: what it had at first, and what was sent to it.
  const known = useRef<string[]>(serverDraft === null || serverDraft === undefined ? [] : [markOf(serverDraft)]);

  useEffect(() => () => clearTimeout(timer.current), [taskId]);

  const send = useCallback(() => {
    const sent = latest.current;
    known.current = [...known.current, markOf(sent)].slice(-marksKept);
    // Whether it arrives or not: should its answer be lost, it is known for one's own.
    keepDraft(taskId, by, sent, Date.now(), localStorage, { known: known.current });
    setState('saving');
    put(`/api/tasks/${encodeURIComponent(taskId)}/draft`, { data: sent }).then(
      () => {
        // From now on the host's is the one that counts; this copy remains for a step that somebody else closes.
        if (open.current && latest.current === sent)
          keepDraft(taskId, by, sent, Date.now(), localStorage, { known: known.current, kept: true });
        setState((now) => (now === 'saving' ? 'saved' : now));
      },
      // The browser's copy stands.
      () => setState((now) => (now === 'saving' ? 'offline' : now)),
    );
  }, [taskId, by]);

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
      keepDraft(taskId, by, data, Date.now(), localStorage, { known: known.current });
      latest.current = data;
      setState('local');
      clearTimeout(timer.current);
      timer.current = setTimeout(send, pauseBeforeSaving);
    },
    [taskId, by, enabled, send],
  );

  const finished = useCallback(() => {
    clearTimeout(timer.current);
    open.current = false;
    dropDraft(taskId, by);
    setState('clean');
  }, [taskId, by]);

  return { state, changed, finished };
}
