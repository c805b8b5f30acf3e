import { Transform, type TransformCallback } from 'node:stream';
import { fail } from '../errors.ts';

const BLOCK = 512;
/** Headers of headers: a long name, a long link, attributes. They belong to the entry that follows. */
const PREFIXES = new Set(['L', 'K', 'x']);
const NAMING = new Set(['L', 'x']);
const MAX_PREFIX_BYTES = 1024 * 1024;
const ZERO = Buffer.alloc(BLOCK);

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly size: number;
}

/**
 * Passes a tar stream on byte by byte, without the entries that are not wanted (names as latin1, since a file's name may
 * be no text). Fails where the stream ends before the archive does.
 */
export class TarFilter extends Transform {
  readonly #keeps: (name: string) => boolean;
  #rest: Buffer = Buffer.alloc(0);
  /** Bytes of the entry under way, with their padding. */
  #left = 0;
  #passes = true;
  #ended = false;
  /** Headers that wait for their entry, and the name that they give it. */
  #waiting: Buffer[] = [];
  #longName: string | undefined;

  constructor(keeps: (name: string) => boolean) {
    super();
    this.#keeps = keeps;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    try {
      while (this.#step());
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    done(this.#ended ? null : fail('DOCKER_FAILED', 'The engine broke off an archive before its end.'));
  }

  /** Takes what it can of what has arrived; answers whether there may be more. */
  #step(): boolean {
    if (this.#left > 0) return this.#takeContent();
    if (this.#rest.length < BLOCK) return false;
    const block = this.#rest.subarray(0, BLOCK);
    if (this.#ended || block.equals(ZERO)) return this.#takeEnd(block);
    const entry = readHeader(block);
    if (PREFIXES.has(entry.type)) return this.#takePrefix(entry);
    this.#begin(entry, block);
    return true;
  }

  #takeContent(): boolean {
    if (this.#rest.length === 0) return false;
    const part = this.#rest.subarray(0, this.#left);
    if (this.#passes) this.push(part);
    this.#left -= part.length;
    this.#rest = this.#rest.subarray(part.length);
    return true;
  }

  #takeEnd(block: Buffer): boolean {
    this.#ended = true;
    this.push(block);
    this.#rest = this.#rest.subarray(BLOCK);
    return true;
  }

  #takePrefix({ type, size }: Entry): boolean {
    if (size > MAX_PREFIX_BYTES)
      throw fail('DOCKER_FAILED', 'The engine sent an archive with a name that is too long.');
    const whole = BLOCK + padded(size);
    if (this.#rest.length < whole) return false;
    this.#waiting.push(this.#rest.subarray(0, whole));
    const content = this.#rest.subarray(BLOCK, BLOCK + size);
    if (NAMING.has(type)) this.#longName = (type === 'L' ? longName(content) : paxPath(content)) ?? this.#longName;
    this.#rest = this.#rest.subarray(whole);
    return true;
  }

  #begin({ name, size }: Entry, block: Buffer): void {
    this.#passes = this.#keeps(this.#longName ?? name);
    if (this.#passes) for (const part of [...this.#waiting, block]) this.push(part);
    this.#left = padded(size);
    this.#rest = this.#rest.subarray(BLOCK);
    [this.#waiting, this.#longName] = [[], undefined];
  }
}

function readHeader(block: Buffer): Entry {
  const [name, prefix] = [text(block, 0, 100), text(block, 345, 155)];
  const isUstar = block.toString('latin1', 257, 263) === 'ustar\0';
  return {
    type: String.fromCharCode(block[156] ?? 0),
    name: isUstar && prefix !== '' ? `${prefix}/${name}` : name,
    size: readNumber(block.subarray(124, 136)),
  };
}

function text(block: Buffer, from: number, length: number): string {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('latin1', 0, end < 0 ? length : end);
}

/** Octal digits, or a binary number where those do not hold it (GNU). */
function readNumber(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) === 0) return Number.parseInt(field.toString('latin1').trim() || '0', 8) || 0;
  return Number(field.subarray(4).readBigUInt64BE());
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}

function longName(content: Buffer): string {
  return content.toString('latin1').replace(/\0.*$/s, '');
}

/** The path of a pax header: lines of `LENGTH KEY=VALUE\n`, where the length counts the whole line. */
function paxPath(content: Buffer): string | undefined {
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(0x20, at);
    const length = Number.parseInt(content.toString('latin1', at, space), 10);
    if (space < 0 || !(length > 0)) return undefined;
    const line = content.toString('latin1', space + 1, at + length - 1);
    if (line.startsWith('path=')) return line.slice('path='.length);
    at += length;
  }
  return undefined;
}
