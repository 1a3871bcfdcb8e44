interface Property {
  title?: string;
  oneOf?: { const?: unknown; title?: string }[];
}

/** What a form recorded as rows of words: titles of fields and choices come from its schema; what was left empty is left out. */
export function shownData(data: unknown, schema: unknown, yes: string, no: string): { name: string; title: string; text: string }[] {
  if (typeof data !== 'object' || data === null) return [];
  const properties = (schema as { properties?: Record<string, Property> } | null | undefined)?.properties ?? {};
  return Object.entries(data)
    .filter(([name, value]) => name !== 'outcome' && value !== null && value !== undefined && value !== '')
    .map(([name, value]) => {
      const property = properties[name];
      const choice = property?.oneOf?.find((option) => option.const === value)?.title;
      return { name, title: property?.title ?? name, text: choice ?? words(value) };
    });

  function words(value: unknown): string {
    if (typeof value === 'boolean') return value ? yes : no;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}
