import { execFileSync } from 'node:child_process';
import { chmod, chown, lstat, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withLock } from '../../../electron/engine/disk/lock.ts';
import { findProject } from '../../../electron/engine/project/records/project.ts';
import { problemOf } from '../../../electron/engine/errors.ts';
import { withFileLock } from '../../../electron/engine/project/records/lock.ts';
import { tempFolder, whenDone } from '../../support/project.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

/** What may lie where a lock, or what belongs to it, is looked for. */
const PLACED: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  'a link to nothing': (path) => symlink('/nonexistent/lock', path),
  'a link to itself': (path) => symlink(path, path),
  'a link to a device': (path) => symlink('/dev/zero', path),
  'a link to a file': async (path) => {
    await writeFile(`${path}.elsewhere`, 'kept');
    await symlink(`${path}.elsewhere`, path);
  },
  'a folder with something in it': (path) => mkdir(join(path, 'inside'), { recursive: true }),
  'a pipe': (path) => Promise.resolve(execFileSync('mkfifo', [path])),
  'a socket': async (path) => {
    const server = createServer();
    await new Promise((done) => server.listen(path, () => done(undefined)));
    whenDone(() => new Promise((done) => server.close(() => done())));
  },
  ...(isRoot && {
    'a device': (path) => Promise.resolve(execFileSync('mknod', [path, 'c', '1', '5'])),
    'somebody else’s file': async (path) => {
      await writeFile(path, 'theirs', { mode: 0o600 });
      await chown(path, NOBODY, NOBODY);
    },
    'somebody else’s folder': async (path) => {
      await mkdir(path);
      await chmod(path, 0o000);
      await chown(path, NOBODY, NOBODY);
    },
  }),
};
const placed = Object.entries(PLACED);

/** Long ago, so that nobody takes it for a living holder’s. */
async function put(place: (path: string) => Promise<unknown>, path: string): Promise<void> {
  await place(path);
  if ((await lstat(path)).isDirectory()) await utimes(path, 0, 0);
}

const lockIn = (folder: string) => ({ folder, name: 'x', waitMs: 3_000, staleMs: 2_000 });

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    return String(await work);
  } catch (error) {
    const { code, sentence } = problemOf(error);
    return `${code}: ${sentence}`;
  }
}

describe.each(placed)('%s', (what, place) => {
  test('in the place of a lock is named, or taken over where it may have been one', async () => {
    const folder = await tempFolder();
    await put(place, join(folder, 'x.lock'));

    const outcome = await outcomeOf(withLock(lockIn(folder), () => Promise.resolve('done')));

    expect(outcome).toMatch(what.endsWith('else’s folder') ? /^done$/ : /^(LOCK_HELD|FILE_UNREADABLE): .*x\.lock/);
    expect(await readdir(folder)).not.toContain('x.lock.takeover');
  });

  test('where a lock names its holder is neither waited for nor written through', async () => {
    const folder = await tempFolder();
    await put(place, join(folder, 'x.lock.holder'));

    expect(await outcomeOf(withLock(lockIn(folder), () => Promise.resolve('done')))).toBe('done');
    if (what === 'a link to a file')
      expect(await readFile(join(folder, 'x.lock.holder.elsewhere'), 'utf8')).toBe('kept');
  });

  test('where a dead lock names its holder keeps nobody from taking it over', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'x.lock'));
    await utimes(join(folder, 'x.lock'), 0, 0);
    await put(place, join(folder, 'x.lock.holder'));

    expect(await outcomeOf(withLock(lockIn(folder), () => Promise.resolve('done')))).toBe('done');
  });

  test('where a dead lock is taken over is named, or taken away', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'x.lock'));
    await utimes(join(folder, 'x.lock'), 0, 0);
    await put(place, join(folder, 'x.lock.takeover'));

    const outcome = await outcomeOf(withLock(lockIn(folder), () => Promise.resolve('done')));

    expect(outcome).toMatch(what.endsWith('else’s folder') ? /^done$/ : /^(LOCK_HELD|FILE_UNREADABLE): .*x\.lock/);
  });

  test('in the place of the folder of locks is named, or used where it is a folder', async () => {
    const folder = join(await tempFolder(), 'locks');
    await place(folder);

    const outcome = await outcomeOf(withLock(lockIn(folder), () => Promise.resolve('done')));

    expect(outcome).toMatch(what.includes('folder') ? /^done$/ : /^FILE_UNREADABLE: .*locks/);
  });

  test('in the place of a lock of a project is named, or taken away where it may have been one', async () => {
    const root = await tempFolder();
    const path = join(root, '.maestro', '.notes.lock');
    await mkdir(join(root, '.maestro'));
    await put(place, path);
    await utimes(path, 0, 0).catch(() => undefined);

    const outcome = await outcomeOf(withFileLock(findProject({ cwd: root }), path, () => Promise.resolve('done')));

    expect(outcome).toMatch(what.endsWith('else’s file') ? /^done$/ : /^LOCK_HELD: .*\.notes\.lock is /);
  });
});
