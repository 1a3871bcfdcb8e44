import { useEffect, useEffectEvent } from 'react';
import { taskKey, type TaskKey } from './taskKeys';

/** Listens for the keys of the task list while it is on the screen. */
export function useTaskKeys(selected: number, count: number, act: (key: TaskKey) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const inField = target.closest('input, textarea, select, [contenteditable], [role="combobox"], [role="dialog"]') !== null;
    const onControl = target.closest('a, button') !== null;
    const key = taskKey(
      { key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, altKey: event.altKey, inField, onControl },
      selected,
      count,
    );
    if (!key) return;
    event.preventDefault();
    act(key);
  });
  useEffect(() => {
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
