import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { writeAtomic } from '../../../electron/engine/disk/atomic.ts';
import { crash, program } from '../../support/program.ts';
import { tempFolder } from '../../support/project.ts';

test('a writer that is killed at any moment leaves a whole file', async () => {
  const file = `${await tempFolder()}/file`;
  const writing = await program(`
    import { writeAtomic } from './engine/disk/atomic.ts';
    for (let i = 0; ; i++) {
      await writeAtomic(process.argv[2], String(i % 10).repeat(300_000));
      if (i === 3) process.stdout.write('going');
    }`);

  for (let round = 0; round < 8; round++) {
    const writer = writing.start(file);
    await once(writer.stdout!, 'data');
    await crash(writer);
    const content = await readFile(file, 'utf8');
    expect(content).toHaveLength(300_000);
    expect(new Set(content).size).toBe(1);
  }
});

test('20 processes that replace one file leave one of their contents', async () => {
  const folder = await tempFolder();
  const writing = await program(`
    import { writeAtomic } from './engine/disk/atomic.ts';
    await writeAtomic(process.argv[2], process.argv[3].repeat(100_000));`);

  await Promise.all(Array.from({ length: 20 }, (_, index) => writing.run(`${folder}/file`, `<${index}>`)));

  expect(await readFile(`${folder}/file`, 'utf8')).toMatch(/^(<\d+>)\1{99999}$/);
  expect(await readdir(folder)).toEqual(['file']);
});

test('a new file gets the asked mode, and a rewritten one keeps its own', async () => {
  const file = `${await tempFolder()}/made/folder/file`;

  await writeAtomic(file, 'a', { mode: 0o600 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  await chmod(file, 0o640);
  await writeAtomic(file, 'b');
  expect((await stat(file)).mode & 0o777).toBe(0o640);
});

test('a link is written through, or replaced when asked', async () => {
  const folder = await tempFolder();
  await writeFile(`${folder}/real`, 'old');
  await symlink('real', `${folder}/link`);

  await writeAtomic(`${folder}/link`, 'through');
  expect(await readFile(`${folder}/real`, 'utf8')).toBe('through');

  await writeAtomic(`${folder}/link`, 'instead', { symlinks: 'replace' });
  expect(await readFile(`${folder}/real`, 'utf8')).toBe('through');
  expect((await lstat(`${folder}/link`)).isFile()).toBe(true);
});

test.runIf(process.getuid?.() === 0)('a full disk keeps the old file and is called full', async () => {
  const folder = await tempFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', [folder]));
  await writeAtomic(`${folder}/file`, 'old');

  const error: unknown = await writeAtomic(`${folder}/file`, 'new'.repeat(1_000_000)).catch(
    (thrown: unknown) => thrown,
  );

  expect(error).toMatchObject({ problem: { code: 'DISK_FULL' } });
  expect(await readFile(`${folder}/file`, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['file']);
});

test('a folder that cannot be made is named with the reason', async () => {
  const folder = await tempFolder();
  await writeFile(`${folder}/file`, '');

  await expect(writeAtomic(`${folder}/file/below`, '')).rejects.toMatchObject({
    problem: { code: 'FILE_UNREADABLE', sentence: /file.*(not a folder|something else has its name)/ },
  });
});
