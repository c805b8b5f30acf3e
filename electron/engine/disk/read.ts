import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { z } from 'zod';
import { firstFlaw, flawSentence } from '../../contract/flaws.ts';
import { shellWord } from '../../contract/text.ts';
import { fail, isProblem, type MaestroError } from '../errors.ts';
import { diskFailure, errnoOf } from './failure.ts';
import { parseJson } from '../../contract/json.ts';
import { findDangling } from './stat.ts';
import { CONFLICTED, hasConflict } from './conflict.ts';

/** Records are small; what is larger is not a record. */
export const MAX_BYTES = 16 * 1024 * 1024;

/** Why a link to nothing is damage. */
export const DANGLING = 'it is a link to something that is not there.';

/** What reading a record found: nothing at all is `undefined`. */
export type Found<Value> = { readonly value: Value } | { readonly damage: MaestroError };

/** A UTF-8 file's text, or undefined where there is none. Synchronous: a list reads a thousand small files. FILE_DAMAGED, FILE_UNREADABLE. */
export function readText(path: string, maxBytes = MAX_BYTES): string | undefined {
  const bytes = readBytes(path, maxBytes);
  if (bytes === undefined) return undefined;
  if (!isUtf8(bytes)) throw damaged(path, 'it is not UTF-8 text.');
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/**
 * A file's bytes, or undefined where there is none. Pipes and devices are refused, never waited for; a link to nothing is
 * damage: somebody's file should be there.
 */
export function readBytes(path: string, maxBytes = MAX_BYTES): Buffer | undefined {
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
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') {
      refuseDangling(path);
      return undefined;
    }
    if (errnoOf(error) === 'EAGAIN') throw notFile(path);
    throw diskFailure(error, 'read', path);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function refuseDangling(path: string): void {
  const link = findDangling(path);
  if (link !== undefined) throw damaged(link, DANGLING);
}

/** Everything here is read synchronously, so that one room serves all reads. */
const room = Buffer.allocUnsafeSlow(32 * 1024);

function notFile(path: string): MaestroError {
  return fail('FILE_UNREADABLE', `Maestro could not read ${path}: it is not a file.`);
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
    const text = readText(path);
    if (text === undefined) return undefined;
    const value = parse(path, text);
    return { value: plain?.(value) === true ? value : fit(path, value, schema) };
  } catch (error) {
    return { damage: diskFailure(error, 'read', path) };
  }
}

/** A record, or undefined where there is none. FILE_DAMAGED names the file, the place in it and the reason. */
export function readRecord<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> | undefined {
  const found = findRecord(path, schema);
  if (found === undefined) return undefined;
  if ('damage' in found) throw found.damage;
  return found.value;
}

/** A record of a cache: a damaged one is none. FILE_UNREADABLE. */
export function readCache<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> | undefined {
  const found = findRecord(path, schema);
  if (found === undefined) return undefined;
  if ('value' in found) return found.value;
  if (isProblem(found.damage, 'FILE_DAMAGED')) return undefined;
  throw found.damage;
}

/** A value as its schema's type. FILE_DAMAGED names the file, the place in it and the reason. */
export function fit<Schema extends z.ZodType>(path: string, value: unknown, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw damaged(path, flawSentence(firstFlaw(parsed.error, value)));
  return parsed.data;
}

function parse(path: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (hasConflict(text)) throw conflicted(path);
    throw damaged(path, `it is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function conflicted(path: string): MaestroError {
  return fail('FILE_DAMAGED', `${path} is damaged. I${CONFLICTED.slice(1)}.`, {
    path,
    hints: [
      `Take one side: maestro doctor --fix --keep ours --file ${shellWord(path)} (or theirs). Both stay in a copy.`,
      'Or write what both sides mean. The file was left as it is.',
    ],
  });
}

/** FILE_DAMAGED with the reason as a sentence; the file stays as it is. */
export function damaged(path: string, reason: string): MaestroError {
  return fail('FILE_DAMAGED', `${path} is damaged. ${reason.charAt(0).toUpperCase()}${reason.slice(1)}`, { path });
}
