import { once } from 'node:events';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { withLock } from '../../../electron/engine/disk/lock.ts';
import { crash, type Program, program } from '../../support/program.ts';
import { tempFolder } from '../../support/project.ts';
import { PATIENCE_MS, until } from '../../support/until.ts';

/** Longer than a machine under load keeps a living process from renewing its lock. */
const STALE_MS = 10_000;
const SHORT_STALE_MS = 2_000;
let counting: Program;
let holding: Program;

beforeAll(async () => {
  const lock = `{ folder: process.argv[2], name: 'count', waitMs: ${PATIENCE_MS}, staleMs: ${STALE_MS} }`;
  counting = await program(`
    import { withLock } from './engine/disk/lock.ts';
    import { readFileSync, writeFileSync } from 'node:fs';
    for (let i = 0; i < 5; i++) await withLock(${lock}, async () => {
      const count = Number(readFileSync(process.argv[3], 'utf8'));
      await new Promise((resolve) => setTimeout(resolve, 2));
      writeFileSync(process.argv[3], String(count + 1));
    });`);
  holding = await program(`
    import { withLock } from './engine/disk/lock.ts';
    await withLock(${lock}, async () => {
      process.stdout.write('held');
      await new Promise((resolve) => setTimeout(resolve, ${PATIENCE_MS}));
    });`);
});

test('20 processes that count under one lock lose no count', async () => {
  const folder = await tempFolder();
  await writeFile(`${folder}/count.txt`, '0');

  await Promise.all(Array.from({ length: 20 }, () => counting.run(`${folder}/locks`, `${folder}/count.txt`)));

  expect(await readFile(`${folder}/count.txt`, 'utf8')).toBe('100');
});

test('after the holder was killed, 10 waiting processes go on, one at a time', async () => {
  const folder = await tempFolder();
  await writeFile(`${folder}/count.txt`, '0');
  const holder = holding.start(`${folder}/locks`);
  await once(holder.stdout!, 'data');
  await crash(holder);

  await Promise.all(Array.from({ length: 10 }, () => counting.run(`${folder}/locks`, `${folder}/count.txt`)));

  expect(await readFile(`${folder}/count.txt`, 'utf8')).toBe('50');
});

test('a held lock is waited for, then refused by name', async () => {
  const folder = await tempFolder();
  const lock = { folder, name: 'busy', waitMs: 50 };

  await withLock(lock, async () => {
    const second = withLock(lock, () => Promise.resolve());
    await expect(second).rejects.toMatchObject({
      problem: { code: 'LOCK_HELD', sentence: /not done yet .lock busy in/ },
    });
  });
});

test('a holder that works longer than the stale time keeps its lock', async () => {
  const folder = await tempFolder();
  const lock = { folder, name: 'long', waitMs: 1_000, staleMs: SHORT_STALE_MS };
  const begun = Date.now();

  await withLock(lock, async () => {
    await until('a renewal after the stale time', async () => {
      const { mtimeMs } = await stat(join(folder, 'long.lock'));
      return mtimeMs - begun > SHORT_STALE_MS;
    });
    await expect(withLock(lock, () => Promise.resolve())).rejects.toMatchObject({ problem: { code: 'LOCK_HELD' } });
  });
});

test('a lock goes when its work fails, and the work’s error comes through', async () => {
  const folder = await tempFolder();
  const lock = { folder: `${folder}/made`, name: 'x', waitMs: 0 };

  await expect(withLock(lock, () => Promise.reject(new Error('work')))).rejects.toThrow('work');

  await expect(withLock(lock, () => Promise.resolve('again'))).resolves.toBe('again');
  await expect(stat(`${folder}/made/x.lock`)).rejects.toThrow('ENOENT');
});

test('a living holder keeps its lock however long it is silent, and a dead one does not', async () => {
  const folder = await tempFolder();
  const holder = holding.start(folder);
  await once(holder.stdout!, 'data');
  const lock = { folder, name: 'count', staleMs: SHORT_STALE_MS };
  holder.kill('SIGSTOP');
  await utimes(join(folder, 'count.lock'), 0, 0);
  await expect(withLock({ ...lock, waitMs: 500 }, () => Promise.resolve())).rejects.toMatchObject({
    problem: { code: 'LOCK_HELD', sentence: /is at work, and not done yet/ },
  });

  await crash(holder);

  expect(await withLock({ ...lock, waitMs: PATIENCE_MS }, () => Promise.resolve('mine'))).toBe('mine');
  expect(await readdir(folder)).toEqual([]);
});

test('a queue that moves is waited in, longer than anybody waits for one holder', async () => {
  const folder = await tempFolder();
  const lock = { folder, name: 'queue', waitMs: 6_000 };
  const turn = (): Promise<void> => withLock(lock, () => new Promise((resolve) => setTimeout(resolve, 700)));

  const turns = await Promise.allSettled(Array.from({ length: 12 }, turn));

  expect(turns.filter(({ status }) => status === 'rejected')).toEqual([]);
});
