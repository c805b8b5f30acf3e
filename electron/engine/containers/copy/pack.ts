import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { onDisk, toText } from '../../disk/bytes.ts';
import { type Entry, onGits, onObjects, type Remarks, tolerant } from './look.ts';
import { tarHeader, tarPadding } from './tar.ts';

/** How far a copy is. */
export interface Packed {
  files: number;
  bytes: number;
}

export interface Packing {
  readonly remarks: Remarks;
  /** Called as content goes out. */
  readonly onBytes: (bytes: number) => void;
}

const CHUNK_BYTES = 1024 * 1024;
/** Files up to this size are read ahead, as many at a time as fit. */
const SMALL_BYTES = 256 * 1024;
const AHEAD_FILES = 64;
const AHEAD_BYTES = 8 * 1024 * 1024;
const READ_FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** Entries as the chunks of an archive, without its end. Small files are read ahead; large ones flow through. */
export async function* packEntries(
  entries: AsyncIterable<readonly Entry[]>,
  packing: Packing,
): AsyncGenerator<Buffer, Packed, void> {
  const packed: Packed = { files: 0, bytes: 0 };
  const window = new Window(packing);
  for await (const list of entries) {
    for (const entry of list) {
      if (entry.kind === 'file') packed.files += 1;
      packed.bytes += entry.size;
      window.add(entry);
      while (window.isFull) yield* window.take();
    }
  }
  while (!window.isEmpty) yield* window.take();
  yield* window.flush();
  return packed;
}

interface Loading {
  readonly entry: Entry;
  /** Undefined for what flows through. */
  readonly content: Promise<Buffer | undefined> | undefined;
}

/** The entries that are being read, in order, and the chunk that is being filled. */
class Window {
  readonly #packing: Packing;
  readonly #loading: Loading[] = [];
  #loadingBytes = 0;
  #chunk: Buffer[] = [];
  #chunkBytes = 0;
  #contentBytes = 0;

  constructor(packing: Packing) {
    this.#packing = packing;
  }

  get isEmpty(): boolean {
    return this.#loading.length === 0;
  }

  get isFull(): boolean {
    return this.#loading.length >= AHEAD_FILES || this.#loadingBytes >= AHEAD_BYTES;
  }

  add(entry: Entry): void {
    const content =
      entry.kind === 'file' && entry.size > SMALL_BYTES && entry.content === undefined ? undefined : this.#load(entry);
    this.#loading.push({ entry, content });
    if (content !== undefined) this.#loadingBytes += entry.size;
  }

  /** The oldest entry, and with it the chunk when that is full. */
  async *take(): AsyncGenerator<Buffer, void, void> {
    const oldest = this.#loading.shift();
    if (oldest === undefined) return;
    if (oldest.content === undefined) {
      yield* this.flush();
      yield* streamFile(oldest.entry, this.#packing);
      return;
    }
    this.#loadingBytes -= oldest.entry.size;
    const content = await oldest.content;
    if (content === undefined) return;
    this.#put(tarHeader({ ...oldest.entry, size: content.length }), content, tarPadding(content.length));
    this.#contentBytes += content.length;
    if (this.#chunkBytes >= CHUNK_BYTES) yield* this.flush();
  }

  *flush(): Generator<Buffer, void, void> {
    if (this.#chunkBytes === 0) return;
    yield Buffer.concat(this.#chunk, this.#chunkBytes);
    this.#packing.onBytes(this.#contentBytes);
    this.#chunk = [];
    this.#chunkBytes = 0;
    this.#contentBytes = 0;
  }

  #put(...parts: readonly Buffer[]): void {
    for (const part of parts) {
      this.#chunk.push(part);
      this.#chunkBytes += part.length;
    }
  }

  #load(entry: Entry): Promise<Buffer | undefined> {
    if (entry.source === undefined) return Promise.resolve(entry.content ?? Buffer.alloc(0));
    const { source } = entry;
    const loading = tolerant(source, remarksFor(entry, this.#packing.remarks), () =>
      readSmall(onDisk(source), entry.size),
    );
    // Awaited later, in order; a failure before that must not count as unhandled.
    loading.catch(() => undefined);
    return loading;
  }
}

/** A file whose size may differ from what was seen: as it is now, up to what may be read ahead. */
async function readSmall(path: Buffer, expected: number): Promise<Buffer> {
  const file = await open(path, READ_FLAGS);
  try {
    const room = Buffer.allocUnsafe(expected + 1);
    const length = await fill(file, room);
    return length <= expected ? room.subarray(0, length) : await file.readFile({}).then(rest(room));
  } finally {
    await file.close();
  }
}

/** A large file in chunks. Its header promised a size: what is missing is filled with zeros, what is more is left out. */
async function* streamFile(entry: Entry, { remarks, onBytes }: Packing): AsyncGenerator<Buffer, void, void> {
  const { source = '' } = entry;
  const file = await tolerant(source, remarksFor(entry, remarks), () => open(onDisk(source), READ_FLAGS));
  if (file === undefined) return;
  try {
    yield tarHeader(entry);
    let sent = 0;
    for (let left = entry.size; left > 0; left = entry.size - sent) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, left));
      const length = await fill(file, chunk);
      if (length < chunk.length) remarks.notes.push(`${toText(source)} became shorter during the copy.`);
      if (length < chunk.length) chunk.fill(0, length);
      sent += chunk.length;
      yield chunk;
      onBytes(chunk.length);
    }
    yield tarPadding(entry.size);
  } finally {
    await file.close();
  }
}

/** Reads until the buffer is full or the file ends, and answers how much that was. */
async function fill(file: FileHandle, buffer: Buffer): Promise<number> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

function rest(start: Buffer): (more: Buffer) => Buffer {
  return (more) => Buffer.concat([start, more]);
}

function remarksFor({ isObject, isGits }: Entry, remarks: Remarks): Remarks {
  if (isObject === true) return onObjects(remarks);
  return isGits === true ? onGits(remarks) : remarks;
}
