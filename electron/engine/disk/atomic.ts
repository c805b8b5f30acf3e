import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { diskFailure, errnoOf } from './failure.ts';
import { fileMode, folderMode, tighten, tightMode } from './private.ts';

interface AtomicOptions {
  /** Permission bits; without them an existing file keeps its own, and a new one gets 0644. In `~/.maestro` nobody else gets any. */
  readonly mode?: number;
  /** `replace` puts a file in a symbolic link's place; `follow` (the default) writes the file that it points to. */
  readonly symlinks?: 'follow' | 'replace';
}

/**
 * Replaces a file as a whole: temporary file in the same folder, fsync, rename. Makes the folder. A crash leaves the
 * old file, and at most a hidden `.NAME.XXXX.tmp` beside it. DISK_FULL, FILE_UNREADABLE.
 */
export async function writeAtomic(path: string, content: string | Buffer, options: AtomicOptions = {}): Promise<void> {
  try {
    await makeFolder(dirname(path));
    const target = options.symlinks === 'replace' ? path : await targetOf(path);
    const mode = options.mode ?? (await modeOf(target)) ?? fileMode(path);
    await replace(target, content, tightMode(path, mode));
  } catch (error) {
    throw diskFailure(error, 'write', path);
  }
}

/** Makes a folder with its parents; an existing one is fine. DISK_FULL, FILE_UNREADABLE. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: folderMode(path) });
    await tighten(path);
  } catch (error) {
    throw diskFailure(errnoOf(error) === 'ENOENT' ? await realCause(path, error) : error, 'make the folder', path);
  }
}

/** Node says ENOENT whatever stopped it from making a folder with its parents; making the first one alone tells why. */
async function realCause(path: string, error: unknown): Promise<unknown> {
  try {
    await mkdir(path, { mode: folderMode(path) });
    return error;
  } catch (cause) {
    const isBelowTop = dirname(path) !== path;
    return errnoOf(cause) === 'ENOENT' && isBelowTop ? realCause(dirname(path), error) : cause;
  }
}

async function replace(target: string, content: string | Buffer, mode: number): Promise<void> {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await chmod(temporary, mode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return path;
    throw error;
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o7777;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
