/** What somebody has typed into a task and not yet handed in. */
export interface LocalDraft {
  data: unknown;
  savedAt: number;
  /** Whoever typed it: the next one at the same desk does not find it. */
  by: string;
  /** Marks of the host's drafts that it was typed over: what was there at first, and what was sent since. */
  known?: string[];
  /** The host has this very text. */
  kept?: boolean;
}

const prefix = 'laborflow.draft.';
const daysKept = 30;

/**
 * Drafts in this browser. The host keeps a draft too; this one survives a lost line, a refused step and a closed window.
 * A full or forbidden storage is no reason to stop somebody's work, so writing never throws.
 */
export function keepDraft(
  taskId: string,
  by: string,
  data: unknown,
  now: number,
  storage: Storage = localStorage,
  host: Pick<LocalDraft, 'known' | 'kept'> = {},
): void {
  try {
    storage.setItem(keyOf(taskId, by), JSON.stringify({ data, savedAt: now, by, ...host } satisfies LocalDraft));
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

/** Which of the drafts a form starts with. */
export interface DraftStart {
  data: unknown;
  /** `local`: this browser's was put back; `elsewhere`: the host's is newer; `conflict`: the host's changed and this one never reached it. */
  from: 'local' | 'elsewhere' | 'conflict' | null;
}

/**
 * Tells the newer of two drafts without trusting the clocks of two computers. What was typed here came after every draft of the host that it
 * knew; a draft that it did not know was written elsewhere. Once the host had this text, any other text there is newer.
 */
export function startOf(local: LocalDraft | null, serverDraft: unknown, formData: unknown): DraftStart {
  if (!local) return { data: initialData(null, serverDraft, formData), from: null };
  const there = serverDraft === null || serverDraft === undefined ? null : markOf(serverDraft);
  if (there === null || there === markOf(local.data)) return { data: local.data, from: 'local' };
  if (local.kept) return { data: serverDraft, from: 'elsewhere' };
  // A copy of before marks were kept stands, as it did then.
  if (!local.known || local.known.includes(there)) return { data: local.data, from: 'local' };
  return { data: serverDraft, from: 'conflict' };
}

/** A short mark of a draft, the same whatever order its members are stored in. */
export function markOf(data: unknown): string {
  let mark = 5381;
  for (const character of ordered(data)) mark = ((mark * 33) ^ character.charCodeAt(0)) | 0;
  return mark.toString(36);
}

function ordered(data: unknown): string {
  return (
    JSON.stringify(data, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    ) ?? ''
  );
}
