import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from './git.ts';

/** One key of a git config file that is read on its own, without includes; undefined when it is not set. */
export async function readConfigKey(content: Buffer, key: string): Promise<string | undefined> {
  return withFile(content, async (file) => {
    const ran = await git(['config', '--file', file, '--null', '--get', key], { fine: [1], encoding: 'latin1' });
    return ran.code === 0 ? ran.stdout.replace(/\0$/, '') : undefined;
  });
}

/** The keys of a git config file, without includes; undefined for what is no such file. */
export async function configKeys(content: Buffer): Promise<string[] | undefined> {
  return withFile(content, async (file) => {
    const args = ['config', '--file', file, '--no-includes', '--null', '--name-only', '--list'];
    const ran = await git(args, { fine: [1, 3, 128], encoding: 'latin1' });
    return ran.code === 0 ? [...new Set(ran.stdout.split('\0').filter((key) => key !== ''))] : undefined;
  });
}

/** A git config file with keys set, or with null removed; everything else of it stays. */
export async function editConfig(content: Buffer, changes: Readonly<Record<string, string | null>>): Promise<Buffer> {
  return withFile(content, async (file) => {
    for (const [key, value] of Object.entries(changes)) {
      const edit = value === null ? ['--unset-all', key] : ['--replace-all', key, value];
      await git(['config', '--file', file, ...edit], { fine: [5] });
    }
    return readFile(file);
  });
}

/** git edits files, and this one may hold a token: a private copy, for as long as it takes. */
async function withFile<Result>(content: Buffer, work: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'maestro-git-'));
  try {
    const file = join(folder, 'config');
    await writeFile(file, content, { mode: 0o600 });
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
