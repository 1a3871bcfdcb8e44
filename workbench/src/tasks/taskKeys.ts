/** What a key press means on the task list. */
export type TaskKey =
  | { kind: 'select'; index: number }
  | { kind: 'open'; index: number }
  | { kind: 'claim'; index: number }
  | { kind: 'choose'; index: number }
  | { kind: 'search' };

interface Press {
  key: string;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
  /** The press went into a field or onto a control, which then owns Enter and letters. */
  inField: boolean;
  onControl: boolean;
}

/** j and k move, Enter opens, c claims, x marks for a bulk command, / searches. Presses with a modifier belong to the browser. */
export function taskKey(press: Press, selected: number, count: number): TaskKey | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.inField) return null;
  switch (press.key) {
    case '/':
      return { kind: 'search' };
    case 'j':
      return count > 0 ? { kind: 'select', index: Math.min(selected + 1, count - 1) } : null;
    case 'k':
      return count > 0 ? { kind: 'select', index: Math.max(selected - 1, 0) } : null;
    case 'Enter':
      return !press.onControl && selected >= 0 && selected < count ? { kind: 'open', index: selected } : null;
    case 'x':
      return selected >= 0 && selected < count ? { kind: 'choose', index: selected } : null;
    case 'c':
      return selected >= 0 && selected < count ? { kind: 'claim', index: selected } : null;
    default:
      return null;
  }
}
