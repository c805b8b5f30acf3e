/**
 * A path as the file system has it: one character a byte (latin1). Names on Linux need not be UTF-8, and a string that
 * was decoded as such no longer leads to its file.
 */
export type Bytes = string;

/** Text as bytes. */
export function toBytes(text: string): Bytes {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** What `node:fs` takes. */
export function onDisk(path: Bytes): Buffer {
  return Buffer.from(path, 'latin1');
}

/** Bytes as text for a person; what is not UTF-8 becomes a replacement character. */
export function toText(path: Bytes): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}
