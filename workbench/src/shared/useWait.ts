import { useEffect, useState } from 'react';
import { ApiProblem } from '../api/problem';
import type { Translate } from '../i18n';

/** How many seconds the host asks to wait before the next try; 0 when it asks for none. */
export const waitAskedBy = (error: unknown): number => (error instanceof ApiProblem ? (error.body.retryAfterSeconds ?? 0) : 0);

/** "1 min 5 s". */
export function waitText(seconds: number, t: Translate): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return t('wait.seconds', { seconds: rest });
  return rest === 0 ? t('wait.minutes', { minutes }) : t('wait.both', { minutes, seconds: rest });
}

/** The seconds still to wait, and whether a time that was asked for is over. */
export interface Wait {
  left: number;
  over: boolean;
}

/** Counts down what the host asked to wait after a refusal. */
export function useWait(error: unknown): Wait {
  const asked = waitAskedBy(error);
  const [passed, setPassed] = useState<{ of: unknown; left: number }>();
  useEffect(() => {
    if (asked === 0) return;
    // By the clock: a browser counts slowly in a page that nobody looks at.
    const until = Date.now() + asked * 1000;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setPassed({ of: error, left });
      if (left === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [error, asked]);
  const left = passed && passed.of === error ? passed.left : asked;
  return { left, over: asked > 0 && left === 0 };
}
