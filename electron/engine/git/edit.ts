import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ran } from '../run.ts';
import { git } from './git.ts';

/** One key of a git config file that is read on its own, without includes; undefined when it is not set. */
export async function readConfigKey(content: Buffer, key: string): Promise<string | undefined> {
  const ran = await read(content, ['--get', key], [1]);
  return ran.code === 0 ? ran.stdout.replace(/\0$/, '') : undefined;
}

/** The keys of a git config file, without includes; undefined for what is no such file. */
export async function configKeys(content: Buffer): Promise<string[] | undefined> {
  const ran = await read(content, ['--name-only', '--list'], [1, 3, 128]);
  return ran.code === 0 ? [...new Set(ran.stdout.split('\0').filter((key) => key !== ''))] : undefined;
}

/** On stdin, it leaves nothing behind when this ends halfway. */
function read(content: Buffer, args: readonly string[], fine: readonly number[]): Promise<Ran> {
  const call = { fine, encoding: 'latin1', input: content } as const;
  return git(['config', '--file', '-', '--no-includes', '--null', ...args], call);
}

/** A git config file with keys set, or with null removed; everything else of it stays. */
export async function editConfig(content: Buffer, changes: Readonly<Record<string, string | null>>): Promise<Buffer> {
  // git edits files, and this one may hold a token: a private copy, for as long as it takes.
  const folder = await mkdtemp(join(tmpdir(), 'maestro-git-'));
  const file = join(folder, 'config');
  try {
    await writeFile(file, content, { mode: 0o600 });
    for (const [key, value] of Object.entries(changes)) {
      const edit = value === null ? ['--unset-all', key] : ['--replace-all', key, value];
      await git(['config', '--file', file, ...edit], { fine: [5] });
    }
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
