type Shape = Record<string, unknown>;

const isObject = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A worker of the roster, as forms name them. */
export interface Numbered {
  number: number | null;
  name: string;
  idNumber?: string | null;
}

/** What the forms of the funds call a worker's place in the roster. */
const one = 'worker';
const several = 'workers';

/** The worker with the number in the roster and what is shown of the identity document: two of one name are two people. */
export const workerText = (worker: Numbered): string => [worker.number, worker.name, worker.idNumber].filter(Boolean).join(' ');

/** A worker is chosen from the roster, not counted out in it. What a form's own presentation says stays. */
export function withWorkers(schema: unknown, ui: unknown, roster: readonly Numbered[]): Shape {
  const next: Shape = isObject(ui) ? { ...ui } : {};
  const numbered = roster.filter((worker) => worker.number !== null);
  if (!isObject(schema) || numbered.length === 0) return next;
  const inside = (name: string, part: unknown) => {
    const drawn = withWorkers(part, next[name], roster);
    if (Object.keys(drawn).length > 0) next[name] = drawn;
  };
  const chosen = { 'ui:widget': 'worker', 'ui:options': { roster: numbered } };
  if (isObject(schema.items)) inside('items', schema.items);
  for (const branch of [schema, schema.then, schema.else, ...(Array.isArray(schema.allOf) ? schema.allOf.flatMap(branches) : [])]) {
    if (!isObject(branch) || !isObject(branch.properties)) continue;
    for (const [name, part] of Object.entries(branch.properties)) {
      if (!isObject(part)) continue;
      if (name === one && part.type === 'integer') next[name] = { ...chosen, ...(isObject(next[name]) ? next[name] : {}) };
      else if (name === several && isObject(part.items) && part.items.type === 'integer')
        next[name] = { ...(isObject(next[name]) ? next[name] : {}), items: chosen };
      else inside(name, part);
    }
  }
  return next;
}

function branches(part: unknown): unknown[] {
  return isObject(part) ? [part, part.then, part.else] : [];
}
