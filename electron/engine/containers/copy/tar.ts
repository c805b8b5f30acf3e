import type { Bytes } from '../../disk/bytes.ts';

/** One member of an archive. Names and targets are bytes; everything belongs to the agent's user. */
export interface Member {
  readonly kind: 'file' | 'folder' | 'link';
  readonly name: Bytes;
  /** Permission bits. */
  readonly mode: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  readonly size: number;
  /** What a link points to. */
  readonly target?: Bytes;
}

const BLOCK = 512;
const OWNER = 1000;
const NAME_BYTES = 100;
const MAX_OCTAL_SIZE = 8 ** 11 - 1;
const TYPE = { file: '0', link: '2', folder: '5', extended: 'x' } as const;

/** The end of an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** The header of a member (pure), with an extended one before it for what does not fit: long names, long targets, sizes over 8 GiB. */
export function tarHeader(member: Member): Buffer {
  const name = member.kind === 'folder' ? `${member.name}/` : member.name;
  const target = member.target ?? '';
  const records = [
    ...(name.length > NAME_BYTES ? [record('path', name)] : []),
    ...(target.length > NAME_BYTES ? [record('linkpath', target)] : []),
    ...(member.size > MAX_OCTAL_SIZE ? [record('size', String(member.size))] : []),
  ].join('');
  const size = member.size > MAX_OCTAL_SIZE ? 0 : member.size;
  const plain = block({ ...member, name, target, size, type: TYPE[member.kind] });
  if (records === '') return plain;
  const extended = block({ ...member, name: 'PaxHeader', target: '', size: records.length, type: TYPE.extended });
  return Buffer.concat([extended, Buffer.from(records, 'latin1'), tarPadding(records.length), plain]);
}

/** The zeros that fill a member's last block. */
export function tarPadding(size: number): Buffer {
  return TAR_END.subarray(0, (BLOCK - (size % BLOCK)) % BLOCK);
}

interface Block {
  readonly name: Bytes;
  readonly target: Bytes;
  readonly mode: number;
  readonly mtime: number;
  readonly size: number;
  readonly type: string;
}

function block({ name, target, mode, mtime, size, type }: Block): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  bytes.write(name.slice(0, NAME_BYTES), 0, 'latin1');
  bytes.write(octal(mode, 7), 100, 'latin1');
  bytes.write(octal(OWNER, 7), 108, 'latin1');
  bytes.write(octal(OWNER, 7), 116, 'latin1');
  bytes.write(octal(size, 11), 124, 'latin1');
  bytes.write(octal(Math.min(Math.max(0, Math.floor(mtime)), MAX_OCTAL_SIZE), 11), 136, 'latin1');
  bytes.write(type, 156, 'latin1');
  bytes.write(target.slice(0, NAME_BYTES), 157, 'latin1');
  bytes.write('ustar\u000000', 257, 'latin1');
  bytes.write(`${octal(checksum(bytes), 6)}\u0000 `, 148, 'latin1');
  return bytes;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/** The sum of all bytes, the checksum's own field counted as spaces. */
function checksum(bytes: Buffer): number {
  let sum = 8 * 32;
  for (let at = 0; at < BLOCK; at++) sum += bytes[at] ?? 0;
  return sum;
}

/** `LENGTH key=value LF`, where the length counts itself. */
function record(key: string, value: Bytes): Bytes {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return `${length}${rest}`;
}
