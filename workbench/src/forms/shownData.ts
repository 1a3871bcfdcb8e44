interface Property {
  title?: string;
  oneOf?: { const?: unknown; title?: string }[];
  items?: Property;
  properties?: Record<string, Property>;
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** What a form recorded as rows of words: titles of fields and choices come from its schema; what was left empty is left out. */
export function shownData(data: unknown, schema: unknown, yes: string, no: string): { name: string; title: string; text: string }[] {
  if (typeof data !== 'object' || data === null) return [];
  const properties = (schema as Property | null | undefined)?.properties ?? {};
  return Object.entries(data)
    .filter(([name, value]) => name !== 'outcome' && !isEmpty(value))
    .map(([name, value]) => ({ name, title: properties[name]?.title ?? name, text: words(value, properties[name]) }));

  function words(value: unknown, property: Property | undefined): string {
    const choice = property?.oneOf?.find((option) => option.const === value)?.title;
    if (choice) return choice;
    if (typeof value === 'boolean') return value ? yes : no;
    if (Array.isArray(value)) {
      const lists = value.some((item) => typeof item === 'object' && item !== null);
      return value.map((item) => words(item, property?.items)).join(lists ? '\n' : '、');
    }
    if (typeof value === 'object' && value !== null)
      return shownData(value, property, yes, no)
        .map((row) => `${row.title} ${row.text}`)
        .join('，');
    return String(value);
  }
}
