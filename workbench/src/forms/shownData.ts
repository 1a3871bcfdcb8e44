import { workerText, type Numbered } from './workers';

interface Property {
  title?: string;
  oneOf?: { const?: unknown; title?: string }[];
  items?: Property;
  properties?: Record<string, Property>;
}

/** Words of the interface that stand between and instead of values. */
export interface DataWords {
  yes: string;
  no: string;
  /** Between the items of a list. */
  comma: string;
  /** Between the members of one entry. */
  pause: string;
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** What a form recorded as rows of words: titles of fields and choices come from its schema; what was left empty is left out. */
export function shownData(
  data: unknown,
  schema: unknown,
  interfaceWords: DataWords,
  roster: readonly Numbered[] = [],
): { name: string; title: string; text: string }[] {
  if (typeof data !== 'object' || data === null) return [];
  const properties = (schema as Property | null | undefined)?.properties ?? {};
  return Object.entries(data)
    .filter(([name, value]) => name !== 'outcome' && !isEmpty(value))
    .map(([name, value]) => ({
      name,
      title: properties[name]?.title ?? name,
      text: worker(name, value) ?? words(value, properties[name]),
    }));

  /** A number of the roster as the worker that it stands for. */
  function worker(name: string, value: unknown): string | undefined {
    if (name !== 'worker' && !(name === 'workers' && Array.isArray(value) && value.every((one) => typeof one === 'number')))
      return undefined;
    const found = [value].flat().map((number) => roster.find((one) => one.number === number));
    return found.every((one) => one !== undefined) ? found.map(workerText).join(interfaceWords.comma) : undefined;
  }

  function words(value: unknown, property: Property | undefined): string {
    const choice = property?.oneOf?.find((option) => option.const === value)?.title;
    if (choice) return choice;
    if (typeof value === 'boolean') return value ? interfaceWords.yes : interfaceWords.no;
    if (Array.isArray(value)) {
      const lists = value.some((item) => typeof item === 'object' && item !== null);
      return value.map((item) => words(item, property?.items)).join(lists ? '\n' : interfaceWords.comma);
    }
    if (typeof value === 'object' && value !== null)
      return shownData(value, property, interfaceWords, roster)
        .map((row) => `${row.title} ${row.text}`)
        .join(interfaceWords.pause);
    return String(value);
  }
}
