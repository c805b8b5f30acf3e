import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { z } from 'zod';
import { refusalOf } from '../../contract/flaws.ts';
import { fail, type MaestroError } from '../errors.ts';
import { diskFailure, errnoOf } from './failure.ts';

interface ReadOptions {
  /** Larger files are refused; 16 MiB without it. */
  readonly maxBytes?: number;
  /** `refuse` fails when the file itself is a symbolic link. */
  readonly symlinks?: 'follow' | 'refuse';
}

const MAX_BYTES = 16 * 1024 * 1024;

/** A file's bytes, or undefined where there is none. Pipes and devices are refused, never waited for. FILE_UNREADABLE, FILE_DAMAGED when too large. */
export async function readBytes(path: string, options: ReadOptions = {}): Promise<Buffer | undefined> {
  const noFollow = options.symlinks === 'refuse' ? constants.O_NOFOLLOW : 0;
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | noFollow);
    try {
      return await readFile(file, path, options.maxBytes ?? MAX_BYTES);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw diskFailure(error, 'read', path);
  }
}

/** A UTF-8 file's text without a byte order mark, or undefined where there is none. FILE_DAMAGED when it is not UTF-8. */
export async function readText(path: string, options: ReadOptions = {}): Promise<string | undefined> {
  const bytes = await readBytes(path, options);
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw damaged(path, 'it is not UTF-8 text', error);
  }
}

/** A JSON file that fits a schema, or undefined where there is none. FILE_DAMAGED names the file, the place in it and the reason. */
export async function readJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  options: ReadOptions = {},
): Promise<z.infer<Schema> | undefined> {
  const text = await readText(path, options);
  return text === undefined ? undefined : fitting(path, parseJson(path, text), schema);
}

/** A parsed document as its schema's type. FILE_DAMAGED names the file, the place in it and the reason. */
export function fitting<Schema extends z.ZodType>(path: string, value: unknown, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw damaged(path, parsed.error.issues.map((issue) => refusalOf([issue])).join('; '), parsed.error);
}

/** The error for a file whose content cannot be used; the file stays as it is. */
export function damaged(path: string, reason: string, cause?: unknown): MaestroError {
  return fail('FILE_DAMAGED', `${path} cannot be used: ${reason}.`, { cause, path });
}

async function readFile(file: FileHandle, path: string, maxBytes: number): Promise<Buffer> {
  const stat = await file.stat();
  if (stat.isDirectory()) throw fail('FILE_UNREADABLE', `Maestro could not read ${path}: it is a folder.`);
  if (!stat.isFile()) throw fail('FILE_UNREADABLE', `Maestro could not read ${path}: it is not a file.`);
  if (stat.size > maxBytes) throw damaged(path, `it has ${stat.size} bytes, and at most ${maxBytes} are expected`);
  return file.readFile();
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(path, `it is not JSON (${(error as Error).message})`, error);
  }
}
