import {
  byKindAndName,
  FOLDER_MOST,
  FolderEntry,
  type Looked,
  type Picture,
  PICTURE_MOST_BYTES,
  type PictureType,
  TEXT_MOST_BYTES,
} from '../../contract/files.ts';

/** What the container’s program answers: see `files.ts`. */
const FIELDS = 4;
const KINDS: Readonly<Record<string, FolderEntry['kind']>> = { d: 'folder', f: 'file', N: 'gone', L: 'gone' };

/** The names of a folder (pure): records of kinds, size, time and name, each ended by NUL, and `end` with the status. Undefined: it could not be read. */
export function readFolder(said: string): Looked | undefined {
  const records = said.split('\0');
  const last = records.pop() ?? '';
  const ended = /^end(\d+)$/.exec(last)?.[1];
  const entries = records.flatMap(readEntry).sort(byKindAndName);
  if (entries.length === 0 && ended !== '0') return undefined;
  const cut = ended === undefined || entries.length > FOLDER_MOST;
  return { kind: 'folder', entries: entries.slice(0, FOLDER_MOST), cut };
}

function readEntry(record: string): FolderEntry[] {
  const [kinds = '', bytes, seconds, ...name] = record.split('\t');
  if (name.length < FIELDS - 3) return [];
  const [own = '', target = own] = kinds;
  const at = new Date(Number(seconds) * 1000);
  const found = FolderEntry.safeParse({
    name: name.join('\t'),
    kind: KINDS[target] ?? 'other',
    link: own === 'l',
    bytes: Number(bytes),
    changedAt: Number.isNaN(at.getTime()) ? null : at.toISOString(),
  });
  return found.success ? [found.data] : [];
}

const MAGIC: readonly (readonly [PictureType, (start: string) => boolean])[] = [
  ['image/png', (start) => start.startsWith('\x89PNG\r\n\x1a\n')],
  ['image/jpeg', (start) => start.startsWith('\xff\xd8\xff')],
  ['image/gif', (start) => /^GIF8[79]a/.test(start)],
  ['image/webp', (start) => /^RIFF[^]{4}WEBP/.test(start)],
];
const MAGIC_BYTES = 16;

/** The picture that some bytes are, told by how they begin (pure); undefined: they are none that is shown. */
export function pictureOf(content: Buffer): Picture | undefined {
  const start = content.subarray(0, MAGIC_BYTES).toString('latin1');
  const type = MAGIC.find(([, begins]) => begins(start))?.[0];
  if (type === undefined || content.length > PICTURE_MOST_BYTES) return undefined;
  return { type, bytes: content.length, base64: content.toString('base64') };
}

/** What a file of so many bytes is, by its beginning (pure). */
export function readContent(bytes: number, content: Buffer): Looked {
  const picture = content.length >= bytes ? pictureOf(content) : undefined;
  if (picture !== undefined) return { kind: 'picture', ...picture };
  const text = textOf(content.subarray(0, TEXT_MOST_BYTES));
  if (text === undefined) return { kind: 'bytes', bytes };
  return { kind: 'text', bytes, text, cut: bytes > TEXT_MOST_BYTES };
}

/** A character that was cut through at the end counts as none. */
function textOf(content: Buffer): string | undefined {
  if (content.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content, { stream: true });
  } catch {
    return undefined;
  }
}
