import type { MessageKey } from '../i18n';

/** Pages that are reached by `g` and a letter. */
export const goKeys: readonly { key: string; path: string; label: MessageKey }[] = [
  { key: 'd', path: '/', label: 'nav.dashboard' },
  { key: 't', path: '/tasks', label: 'nav.tasks' },
  { key: 'c', path: '/cases', label: 'nav.cases' },
  { key: 'r', path: '/calendar', label: 'nav.calendar' },
  { key: 'p', path: '/documents', label: 'nav.documents' },
  { key: 'w', path: '/window', label: 'nav.window' },
  { key: 'm', path: '/messages', label: 'message.title' },
];

/** All others, as the help lists them. */
export const otherKeys: readonly { keys: string; label: MessageKey; where: 'list' | 'task' | 'everywhere' }[] = [
  { keys: '?', label: 'keys.help', where: 'everywhere' },
  { keys: 'j / k', label: 'keys.move', where: 'list' },
  { keys: 'Enter', label: 'keys.open', where: 'list' },
  { keys: 'c', label: 'keys.claim', where: 'list' },
  { keys: 'x', label: 'keys.select', where: 'list' },
  { keys: '/', label: 'keys.search', where: 'list' },
  { keys: 'c', label: 'keys.claim', where: 'task' },
  { keys: 'Ctrl + Enter', label: 'keys.complete', where: 'task' },
];

/** Where a press happened. */
export interface Press {
  key: string;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
  /** The press went into a field or a dialogue, which then owns letters. */
  inField: boolean;
}

export type ShellKey = { kind: 'help' } | { kind: 'prefix' } | { kind: 'go'; path: string };

/** What a press means on every page of an officer. Presses with a modifier belong to the browser. */
export function shellKey(press: Press, afterG: boolean): ShellKey | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.inField) return null;
  if (press.key === '?') return { kind: 'help' };
  if (afterG) {
    const found = goKeys.find((one) => one.key === press.key);
    return found ? { kind: 'go', path: found.path } : null;
  }
  return press.key === 'g' ? { kind: 'prefix' } : null;
}

const storageKey = 'laborflow.singleKeys';

/** Somebody who dictates, or whose keys repeat, can do without keys of one letter (WCAG 2.1.4). */
export const singleKeysOn = (storage: Pick<Storage, 'getItem'> = localStorage) => storage.getItem(storageKey) !== 'off';

export function setSingleKeys(on: boolean, storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(storageKey, on ? 'on' : 'off');
}

const owners = 'input, textarea, select, [contenteditable], [role="combobox"], [role="dialog"], [role="menu"]';

/** Reads an event of the window. */
export function pressOf(event: KeyboardEvent): Press {
  const inField = event.target instanceof Element && event.target.closest(owners) !== null;
  return { key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, altKey: event.altKey, inField };
}
