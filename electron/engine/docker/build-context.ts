import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pack } from 'tar-stream';

/** A file of Maestro's `docker/` folder. */
export interface ContextFile {
  readonly path: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

/** All files that an image is built from, in a fixed order. */
export async function readBuildContext(folder: string): Promise<ContextFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(paths.map((path) => readContextFile(folder, path)));
  return files.sort((left, right) => (left.path < right.path ? -1 : 1));
}

async function readContextFile(folder: string, path: string): Promise<ContextFile> {
  const [content, { mode }] = await Promise.all([readFile(path), stat(path)]);
  const relative = path.slice(folder.length + 1).replaceAll('\\', '/');
  // Windows has no exec bits: there, what starts like a script is one.
  const executable = process.platform === 'win32' ? content.subarray(0, 2).toString() === '#!' : (mode & 0o100) !== 0;
  return { path: relative, content, executable };
}

/** The files as the engine's build API wants them. */
export function packContext(files: readonly ContextFile[]): Readable {
  const tar = pack();
  for (const { path, content, executable } of files) {
    tar.entry({ name: path, mode: executable ? 0o755 : 0o644, mtime: new Date(0) }, content);
  }
  tar.finalize();
  return tar as unknown as Readable;
}

/** The files that decide one target: the Dockerfile and the target's own folder. */
export function filesOfTarget(files: readonly ContextFile[], target: string): ContextFile[] {
  return files.filter(({ path }) => path === 'Dockerfile' || path.startsWith(`${target}/`));
}

/** A name for inputs: equal inputs have equal names, and any difference of a file or an argument changes it. */
export function inputsHash(files: readonly ContextFile[], args: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  const add = (part: string | Buffer): void => {
    hash.update(`${Buffer.byteLength(part)}:`).update(part);
  };
  for (const file of [...files].sort((left, right) => (left.path < right.path ? -1 : 1))) {
    add(file.path);
    add(file.executable ? 'x' : '-');
    add(file.content);
  }
  for (const key of Object.keys(args).sort()) {
    add(key);
    add(args[key] ?? '');
  }
  return hash.digest('hex').slice(0, 12);
}
