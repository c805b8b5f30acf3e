import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bytes, onDisk, toText } from '../disk/bytes.ts';
import { isProblem } from '../errors.ts';
import { git } from './git.ts';
import type { GitLayout } from './layout.ts';

/** Whether a repository's branches need nothing but the objects of these folders. Takes long where there are many. GIT_MISSING. */
export async function isWhole({ gitDir }: GitLayout, objects: readonly Bytes[]): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'maestro-objects-'));
  try {
    const places = await Promise.all(objects.map((from, at) => mirror(from, join(folder, String(at)))));
    const [own = folder, ...others] = places;
    const env = { GIT_OBJECT_DIRECTORY: own, GIT_ALTERNATE_OBJECT_DIRECTORIES: others.join(':') };
    await git([`--git-dir=${toText(gitDir)}`, 'rev-list', '--objects', '--quiet', '--all', 'HEAD'], { env });
    return true;
  } catch (error) {
    if (isProblem(error, 'GIT_FAILED')) return false;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same objects without what the folder says of other folders. */
async function mirror(from: Bytes, to: string): Promise<string> {
  await mkdir(to);
  for (const base of await readdir(onDisk(from), { encoding: 'latin1' }))
    if (base !== 'info') await symlink(onDisk(`${from}/${base}`), join(to, base));
  return to;
}
