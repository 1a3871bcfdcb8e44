// What the procedures say is Chinese by law: titles of steps, forms, papers, periods, notices. Beside it stands their English, which this
// module finds. What people typed has none and stays as it is.

const chinese = /[\u3400-\u9fff]/;
/** A run of Chinese inside an English sentence, with the figures and Latin letters that stand between its parts. */
const runs = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”…]+(?:[0-9A-Za-z.,:-]+[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”…]+)*/g;
const words = /[\u3400-\u9fff]+/g;
const placeholder = /\{(\w+)\}/g;
/** 《劳动争议调解仲裁法》(2007)第31条至第33条: a law, perhaps its edition, and where in it. */
const citations = /(《[^》]+》)([（(][^（()）]+[）)])?((?:[、和至](?=第)|第\d+(?:、\d+)*[条款项](?:之一)?)*)/g;

interface Pattern {
  expression: RegExp;
  names: string[];
  english: string;
}

export interface English {
  /** A text that the host sends in Chinese; what has no English, and what people typed, comes back as it is. */
  say: (text: string) => string;
  /** The English of a whole text, if it is one that the procedures come with. */
  find: (text: string) => string | undefined;
}

/**
 * Finds the English of texts. One with a placeholder in braces is a pattern: `{data…}` is filled with what people typed and taken over,
 * any other placeholder with a text that has its own English.
 */
export function englishOf(texts: Readonly<Record<string, string>>): English {
  const whole = new Map<string, string>();
  const patterns: Pattern[] = [];
  for (const [zh, en] of Object.entries(texts)) {
    if (zh.includes('{')) patterns.push(toPattern(zh, en));
    else whole.set(zh, en);
  }

  const find = (text: string): string | undefined => {
    // A sentence that goes on in another one has lost its full stop.
    const found = whole.get(text) ?? whole.get(`${text}。`)?.replace(/\.$/, '');
    if (found !== undefined) return found;
    for (const pattern of patterns) {
      const filled = fill(pattern, text);
      if (filled !== undefined) return filled;
    }
    return undefined;
  };

  function fill({ expression, names, english }: Pattern, text: string): string | undefined {
    const match = expression.exec(text);
    if (!match) return undefined;
    const values: Record<string, string> = {};
    for (const [index, name] of names.entries()) {
      const value = match[index + 1]!;
      const said = name.startsWith('data') ? value : chinese.test(value) ? find(value) : value;
      if (said === undefined) return undefined;
      values[name] = said;
    }
    return english.replace(placeholder, (_, name: string) => values[name] ?? '');
  }

  const cite = (citation: string, law: string, edition: string, place: string) => {
    const name = whole.get(law);
    return name === undefined ? citation : name + editionOf(edition) + placeOf(place);
  };

  const byWord = (run: string) => run.replace(words, (word) => whole.get(word) ?? word);

  const say = (text: string): string => {
    if (!chinese.test(text)) return text;
    const found = find(text);
    if (found !== undefined) return found;
    return text.replace(citations, cite).replace(runs, (run) => find(run) ?? find(run.replace(/^[《“（]|[》”）。]$/g, '')) ?? byWord(run));
  };
  return { say, find };
}

function toPattern(zh: string, en: string): Pattern {
  const names = [...zh.matchAll(placeholder)].map((match) => match[1]!);
  const parts = zh.split(placeholder).map((part, index) => (index % 2 === 1 ? '(.+?)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return { expression: new RegExp(`^${parts.join('')}$`), names, english: en };
}

/** (2023修正) is an edition, (人社部令第33号) the number under which a ministry issued it. */
function editionOf(edition: string | undefined): string {
  const numbers = edition?.match(/\d+/g);
  if (!edition || !numbers) return '';
  if (edition.includes('令')) return ` (Order No. ${numbers[0]})`;
  return edition.includes('号') ? ` (No. ${numbers.reverse().join(' of ')})` : ` (${numbers[0]})`;
}

const parts: Record<string, string> = { 条: 'art.', 款: 'para.', 项: 'item' };

function placeOf(place: string): string {
  return place
    .replace(/第(\d+(?:、\d+)*)([条款项])(之一)?/g, (_, number: string, part: string, bis: string | undefined) => {
      return `, ${parts[part]} ${number.replaceAll('、', ', ')}${bis ? ' bis' : ''}`;
    })
    .replace(/至, (?:art\.|para\.|item) /g, '–')
    .replaceAll('和, ', ' and ')
    .replaceAll('、, ', ', ');
}

/** The members of a schema, or of how it is drawn, that people read. */
const read = new Set(['title', 'description', 'ui:title', 'ui:description', 'ui:help', 'ui:placeholder', 'ui:enumNames', 'enumNames']);

/** A JSON Schema, or its UI schema, with what people read said in another language; values and names of members stay. */
export function saidInSchema<T>(schema: T, say: (text: string) => string): T {
  const walk = (node: unknown, name?: string): unknown => {
    const shown = name !== undefined && read.has(name);
    if (typeof node === 'string') return shown ? say(node) : node;
    if (Array.isArray(node)) return node.map((item) => walk(item, shown ? name : undefined));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walk(value, key)]));
  };
  return walk(schema) as T;
}
