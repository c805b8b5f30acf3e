import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import type { DamagedFile } from '../../../contract/projects.ts';
import { makeFolder, writeAtomic } from '../../disk/atomic.ts';
import { diskFailure, errnoOf } from '../../disk/failure.ts';
import { statAt } from '../../disk/stat.ts';
import { fail, type MaestroError } from '../../errors.ts';
import { firstFlaw, flawSentence } from '../../../contract/flaws.ts';
import { type Project, refuseLinks } from './project.ts';

/** Records are small; what is larger is not a record. */
const MAX_BYTES = 16 * 1024 * 1024;

/** What reading a record found: nothing at all is `undefined`. */
export type Found<Value> = { readonly value: Value } | { readonly damage: MaestroError };

/** A UTF-8 file's text, or undefined where there is none. Synchronous: a list reads a thousand small files. FILE_DAMAGED, FILE_UNREADABLE. */
export function readTextNow(path: string, maxBytes = MAX_BYTES): string | undefined {
  const bytes = readBytesNow(path, maxBytes);
  if (bytes === undefined) return undefined;
  if (!isUtf8(bytes)) throw damaged(path, 'it is not UTF-8 text.');
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** A file's bytes, or undefined where there is none. Pipes and devices are refused, never waited for. */
export function readBytesNow(path: string, maxBytes = MAX_BYTES): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const read = readSync(file, room, 0, room.length, null);
    // Nearly every record fits. Nothing at all may be a pipe, and a full room only the beginning.
    if (read > 0 && read < room.length) return Buffer.from(room.subarray(0, read));
    const stat = fstatSync(file);
    if (!stat.isFile()) throw notFile(path);
    if (stat.size > maxBytes) throw damaged(path, `it has ${stat.size} bytes, and at most ${maxBytes} are expected.`);
    return readWhole(file, stat.size);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    if (errnoOf(error) === 'EAGAIN') throw notFile(path);
    throw diskFailure(error, 'read', path);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Everything here is read synchronously, so that one room serves all reads. */
const room = Buffer.allocUnsafeSlow(32 * 1024);

function notFile(path: string): MaestroError {
  return fail('FILE_UNREADABLE', `${path} cannot be read: it is not a file.`);
}

/** Files here are replaced and never written in place: their size does not change while they are open. */
function readWhole(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let read = 0;
  for (let more = -1; more !== 0 && read < size; read += more) more = readSync(file, bytes, read, size - read, read);
  return bytes.subarray(0, read);
}

/**
 * A record as its schema's type; a damaged one is an answer, not a failure, so that the caller decides. `plain` spares
 * records in their common form the way through the schema.
 */
export function findRecord<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  plain?: (value: unknown) => value is z.infer<Schema>,
): Found<z.infer<Schema>> | undefined {
  try {
    const text = readTextNow(path);
    if (text === undefined) return undefined;
    const value = parse(path, text);
    return { value: plain?.(value) === true ? value : fit(path, value, schema) };
  } catch (error) {
    return { damage: diskFailure(error, 'read', path) };
  }
}

/** A record, or undefined where there is none. FILE_DAMAGED names the file, the place in it and the reason. */
export function getRecord<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> | undefined {
  const found = findRecord(path, schema);
  if (found === undefined) return undefined;
  if ('damage' in found) throw found.damage;
  return found.value;
}

/** A value as its schema's type. FILE_DAMAGED names the file, the place in it and the reason. */
export function fit<Schema extends z.ZodType>(path: string, value: unknown, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw damaged(path, flawSentence(firstFlaw(parsed.error, value)));
  return parsed.data;
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (CONFLICT.test(text)) throw conflicted(path);
    throw damaged(path, `it is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** The first of the three marks that git leaves where two sides changed the same place. */
const CONFLICT = /^<{7} /m;

function conflicted(path: string): MaestroError {
  return fail('FILE_DAMAGED', `${path} is damaged. It holds the conflict markers of a merge.`, {
    path,
    hints: [
      `Take one side: git checkout --ours -- ${path} (or --theirs), then git add it.`,
      'Or write what both sides mean. The file was left as it is.',
    ],
  });
}

/** FILE_DAMAGED with the reason as a sentence; the file stays as it is. */
export function damaged(path: string, reason: string): MaestroError {
  return fail('FILE_DAMAGED', `${path} is damaged. ${reason.charAt(0).toUpperCase()}${reason.slice(1)}`, {
    path,
    hints: [
      'The file was left as it is. maestro doctor shows all damaged files; --fix repairs what it can and keeps a copy.',
    ],
  });
}

/** Tells the user of a damaged file and lets the command go on. */
export function reportDamage(project: Project, path: string, damage: MaestroError): void {
  project.notice({ kind: 'damaged', path, sentence: damage.message });
}

/** A JSON file, replaced as a whole: two spaces, final newline. */
export async function writeRecord(project: Project, path: string, value: unknown): Promise<void> {
  await writeText(project, path, recordText(value));
}

/** A record as its file’s text: two spaces, final newline. */
export function recordText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A text file, replaced as a whole, never through a link. INPUT_INVALID for what would be too large to read again. */
export async function writeText(project: Project, path: string, text: string): Promise<void> {
  guard(project, path);
  const size = Buffer.byteLength(text);
  if (size > MAX_BYTES)
    throw fail('INPUT_INVALID', `${path} would have ${size} bytes, and at most ${MAX_BYTES} can be read again.`, {
      hints: ['Nothing was written.'],
    });
  await writeAtomic(path, text, { symlinks: 'replace' });
}

/** Makes a folder of the project, never through a link. */
export async function makeStateFolder(project: Project, path: string): Promise<void> {
  guard(project, path);
  await makeFolder(path);
}

function guard(project: Project, path: string): void {
  refuseLinks(path.startsWith(project.user) ? dirname(project.user) : project.root, path);
}

/** Names in a folder, unsorted; none when there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return [];
    throw diskFailure(error, 'read', folder);
  }
}

/** What stands where a folder of the project belongs: no names are found there, so it has to be told. */
export function findMisplaced(project: Project, folder: string): DamagedFile | undefined {
  if (folder === project.folder) return undefined;
  const stat = statAt(folder);
  if (stat === undefined) return findMisplaced(project, dirname(folder));
  return stat.isDirectory() ? undefined : { path: folder, sentence: damaged(folder, 'it is not a folder.').message };
}

interface Listing<Schema> {
  readonly folder: string;
  /** The file name's key, or undefined for files of another kind. */
  readonly keyOf: (name: string) => string | undefined;
  readonly pathOf?: (key: string) => string;
  readonly schema: Schema;
  /** As for `findRecord`. */
  readonly plain?: (value: unknown) => value is z.infer<Schema>;
}

/** Every readable record of a folder; damaged ones are reported and left out. */
export function listRecords<Schema extends z.ZodType>(project: Project, listing: Listing<Schema>): z.infer<Schema>[] {
  const records: z.infer<Schema>[] = [];
  for (const name of namesIn(listing.folder)) {
    const key = listing.keyOf(name);
    if (key === undefined) continue;
    const path = listing.pathOf?.(key) ?? join(listing.folder, name);
    const found = findRecord(path, listing.schema, listing.plain);
    if (found === undefined) continue;
    if ('damage' in found) reportDamage(project, path, found.damage);
    else records.push(found.value);
  }
  return records;
}

/** `x.json` → `x`. */
export function jsonKey(name: string): string | undefined {
  return name.endsWith('.json') && !name.startsWith('.') ? name.slice(0, -'.json'.length) : undefined;
}
