import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How the bytes of an answer are packed. */
export type Encoding = 'br' | 'gzip';

/** A file's bytes as one browser takes them. */
export interface Packed {
  readonly body: Buffer;
  /** Names exactly these bytes, quotes included. */
  readonly etag: string;
  readonly encoding?: Encoding;
}

/** Packs the files of the page, each once; what was packed is kept. */
export type Packer = (content: Buffer, encoding: Encoding | undefined) => Promise<Packed>;

/** Below this, packing costs more than it spares. */
const SMALLEST_BYTES = 1_024;
/** Nine tenths of what the highest level saves, in a tenth of its time: it is paid while the page waits. */
const BROTLI_LEVEL = 6;
/** A page has some thirty files; after so many, a page was built anew under a host that runs. */
const KEPT = 200;

const PACK: Readonly<Record<Encoding, (content: Buffer) => Promise<Buffer>>> = {
  br: (content) => brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_LEVEL } }),
  gzip: promisify<Buffer, Buffer>(gzip),
};
const brotli = promisify<Buffer, { params: Record<number, number> }, Buffer>(brotliCompress);

/** A packer of its own: two hosts share nothing. */
export function createPacker(): Packer {
  const kept = new Map<string, Promise<Buffer>>();
  return async (content, encoding) => {
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 27);
    if (encoding === undefined || content.length < SMALLEST_BYTES) return { body: content, etag: `"${hash}"` };
    const key = `${hash}-${encoding}`;
    const body = kept.get(key) ?? PACK[encoding](content);
    if (kept.size >= KEPT) kept.clear();
    kept.set(key, body);
    return { body: await body, etag: `"${key}"`, encoding };
  };
}

/**
 * What a browser prefers of what it accepts (RFC 9110, 12.5.3); undefined for plain bytes. Ours, since between equals it
 * is brotli: `negotiator` takes the browser's order there, and its types hide the way to say otherwise.
 */
export function encodingFor(accepted: string | string[] | undefined): Encoding | undefined {
  const weights = new Map<string, number>();
  for (const part of String(accepted ?? '')
    .toLowerCase()
    .split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const weight = parameters.find((parameter) => /^q\s*=/.test(parameter));
    if (name !== '') weights.set(name, weight === undefined ? 1 : Number(weight.slice(weight.indexOf('=') + 1)));
  }
  const wish = (encoding: string): number => weights.get(encoding) ?? weights.get('*') ?? 0;
  const best = wish('gzip') > wish('br') ? 'gzip' : 'br';
  return wish(best) > 0 ? best : undefined;
}

/** Whether a browser has these bytes already (RFC 9110, 13.1.2). */
export function hasAlready(etag: string, ifNoneMatch: string | undefined): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}
