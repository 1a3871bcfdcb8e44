/** What somebody has typed into a task and not yet handed in. */
export interface LocalDraft {
  data: unknown;
  savedAt: number;
  /** Whoever typed it: the next one at the same desk does not find it. */
  by: string;
}

const prefix = 'laborflow.draft.';
const daysKept = 30;

/**
 * Drafts in this browser. The host keeps a draft too; this one survives a lost line, a refused step and a closed window.
 * A full or forbidden storage is no reason to stop somebody's work, so writing never throws.
 */
export function keepDraft(taskId: string, by: string, data: unknown, now: number, storage: Storage = localStorage): void {
  try {
    storage.setItem(keyOf(taskId, by), JSON.stringify({ data, savedAt: now, by } satisfies LocalDraft));
  } catch {
    // The host's copy remains.
  }
}

export function readDraft(taskId: string, by: string, storage: Storage = localStorage): LocalDraft | null {
  return read(keyOf(taskId, by), storage);
}

export function dropDraft(taskId: string, by: string, storage: Storage = localStorage): void {
  storage.removeItem(keyOf(taskId, by));
}

const keyOf = (taskId: string, by: string) => `${prefix}${by}.${taskId}`;

function read(key: string, storage: Storage): LocalDraft | null {
  try {
    const value = JSON.parse(storage.getItem(key) ?? 'null') as LocalDraft | null;
    return value && typeof value.savedAt === 'number' ? value : null;
  } catch {
    return null;
  }
}

/** Removes drafts that nobody came back to: they hold personal data. */
export function sweepDrafts(now: number, storage: Storage = localStorage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((key) => key?.startsWith(prefix));
  for (const key of keys) {
    if (!key) continue;
    const draft = read(key, storage);
    if (!draft || now - draft.savedAt > daysKept * 86_400_000) storage.removeItem(key);
  }
}

/** What the form starts with: this browser's unsent text first, then the host's draft, then what the procedure prefilled. */
export function initialData(local: LocalDraft | null, serverDraft: unknown, formData: unknown): unknown {
  if (local) return local.data;
  return serverDraft ?? formData ?? {};
}
