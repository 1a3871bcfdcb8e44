import { useEffect, useEffectEvent } from 'react';
import { pressOf, singleKeysOn } from '../app/keys';
import { taskKey, type TaskKey } from './taskKeys';

/** Listens for the keys of the task list while it is on the screen. */
export function useTaskKeys(selected: number, count: number, act: (key: TaskKey) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!singleKeysOn()) return;
    const onControl = event.target instanceof Element && event.target.closest('a, button') !== null;
    const key = taskKey({ ...pressOf(event), onControl }, selected, count);
    if (!key) return;
    event.preventDefault();
    act(key);
  });
  useEffect(() => {
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
