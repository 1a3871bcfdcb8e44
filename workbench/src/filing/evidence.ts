const defaults = {
  extensions: ['.jpg', '.jpeg', '.png', '.pdf', '.docx', '.xlsx', '.mp3', '.m4a', '.mp4', '.txt'],
  maxBytes: 20 * 1024 * 1024,
};

/** What the host takes at once. */
const most = { files: 30, bytes: 115 * 1024 * 1024 };

export type Refusal = 'type' | 'size' | 'empty' | 'content' | 'many' | 'total';

interface Accepted {
  extensions: string[];
  maxBytes: number;
}

const dotted = (extension: string) => (extension.startsWith('.') ? extension : `.${extension}`).toLowerCase();

/** Why a file cannot be evidence, before it travels; null when it can. */
export function refusalOf(file: { name: string; size: number }, accepted: Accepted = defaults): Refusal | null {
  const name = file.name.toLowerCase();
  if (!accepted.extensions.some((extension) => name.endsWith(dotted(extension)))) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > accepted.maxBytes ? 'size' : null;
}

const bytes = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const zip = bytes('PK\u0003\u0004');
/** How files of a kind begin. A kind that is not here has no beginning of its own. */
const beginnings: Record<string, { at?: number; bytes: number[] }> = {
  '.jpg': { bytes: [0xff, 0xd8, 0xff] },
  '.jpeg': { bytes: [0xff, 0xd8, 0xff] },
  '.png': { bytes: [0x89, 0x50, 0x4e, 0x47] },
  '.pdf': { bytes: bytes('%PDF-') },
  '.docx': { bytes: zip },
  '.xlsx': { bytes: zip },
  '.m4a': { at: 4, bytes: bytes('ftyp') },
  '.mp4': { at: 4, bytes: bytes('ftyp') },
};

/** Whether a file begins as its name says that it should; the host looks into the rest of it. */
export function looksLikeItsName(name: string, head: Uint8Array): boolean {
  const kind = beginnings[/\.[^.]*$/.exec(name.toLowerCase())?.[0] ?? ''];
  return !kind || kind.bytes.every((byte, index) => head[(kind.at ?? 0) + index] === byte);
}

export interface Chosen {
  taken: File[];
  refused: { name: string; why: Refusal }[];
}

/** Sorts newly chosen files into those that can be sent beside the others and those that cannot. */
export async function sortFiles(
  chosen: readonly File[],
  before: readonly File[],
  accepted: Accepted = defaults,
  headOf = readHead,
): Promise<Chosen> {
  const taken: File[] = [];
  const refused: Chosen['refused'] = [];
  let size = before.reduce((sum, file) => sum + file.size, 0);
  for (const file of chosen) {
    if ([...before, ...taken].some((known) => known.name === file.name && known.size === file.size)) continue;
    const why = refusalOf(file, accepted) ?? (await beyond(file, headOf, before.length + taken.length, size));
    if (why) {
      refused.push({ name: file.name, why });
    } else {
      taken.push(file);
      size += file.size;
    }
  }
  return { taken, refused };
}

const readHead = async (file: File) => new Uint8Array(await file.slice(0, 16).arrayBuffer());

async function beyond(file: File, headOf: typeof readHead, count: number, size: number): Promise<Refusal | null> {
  if (!looksLikeItsName(file.name, await headOf(file))) return 'content';
  if (count >= most.files) return 'many';
  return size + file.size > most.bytes ? 'total' : null;
}

/** The value of an input's accept attribute. */
export function acceptAttribute(extensions: string[] = defaults.extensions): string {
  return extensions.map(dotted).join(',');
}
