type Shape = Record<string, unknown>;

const isObject = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Numbers counted in cents are amounts of money, and are typed as such; lists to choose from say that nothing is chosen yet. What a form's own
 * presentation says stays.
 */
export function withMoney(schema: unknown, ui: unknown, choose?: string): Shape {
  const next: Shape = isObject(ui) ? { ...ui } : {};
  if (!isObject(schema)) return next;
  if (schema.type === 'number' && schema.multipleOf === 0.01 && next['ui:widget'] === undefined) next['ui:widget'] = 'money';
  if (choose && (schema.type === 'string' || schema.type === 'integer') && isChoice(schema) && next['ui:widget'] === undefined)
    next['ui:placeholder'] ??= choose;
  const inside = (name: string, part: unknown) => {
    const drawn = withMoney(part, next[name], choose);
    if (Object.keys(drawn).length > 0) next[name] = drawn;
  };
  if (isObject(schema.items)) inside('items', schema.items);
  for (const branch of [schema, schema.then, schema.else, ...(Array.isArray(schema.allOf) ? schema.allOf.flatMap(branches) : [])]) {
    if (!isObject(branch) || !isObject(branch.properties)) continue;
    for (const [name, part] of Object.entries(branch.properties)) inside(name, part);
  }
  return next;
}

const isChoice = (schema: Shape) => Array.isArray(schema.enum) || Array.isArray(schema.oneOf);

function branches(part: unknown): unknown[] {
  return isObject(part) ? [part, part.then, part.else] : [];
}
