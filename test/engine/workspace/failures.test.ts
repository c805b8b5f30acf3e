import { execFileSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { type Entry, noRemarks } from '../../../electron/engine/containers/copy/look.ts';
import { packEntries } from '../../../electron/engine/containers/copy/pack.ts';
import { problemOf } from '../../../electron/engine/errors.ts';
import { copied } from '../../support/copied.ts';
import { tempFolder, writeFiles } from '../../support/project.ts';

/** File permissions do not bind root: for one test, be somebody else. */
function asNobody(): void {
  if (process.geteuid?.() !== 0) return;
  process.seteuid?.(65_534);
  onTestFinished(() => process.seteuid?.(0));
}

/** A file packed with a size that is no longer true, as an archive's content. */
async function packed(path: string, size: number): Promise<{ content: Buffer; notes: readonly string[] }> {
  const remarks = noRemarks();
  const entry: Entry = { kind: 'file', name: 'file', mode: 0o644, mtime: 0, size, source: path };
  const chunks = packEntries(Readable.from([[entry, { ...entry, name: 'after' }]]), {
    remarks,
    onBytes: () => undefined,
  });
  const tar = `${await tempFolder()}/archive.tar`;
  await writeFile(tar, Readable.from(chunks, { objectMode: false }));
  const content = execFileSync('tar', ['-xOf', tar, 'after'], { maxBuffer: 1e8 });
  return { content, notes: remarks.notes };
}

test('files that may not be read fail the copy, each by name', async () => {
  const project = await tempFolder();
  await writeFiles(project, { fine: '', 'secret-1': '', 'deep/secret-2': '', 'shut/inner': '' });
  await chmod(project, 0o755);
  for (const path of ['secret-1', 'deep/secret-2', 'shut']) await chmod(`${project}/${path}`, 0);
  asNobody();

  const error: unknown = await copied(project).catch((thrown: unknown) => thrown);

  const { code, sentence, detail } = problemOf(error);
  expect({ code, sentence }).toEqual({
    code: 'COPY_FAILED',
    sentence: expect.stringMatching(/^3 files of the project could not be read/) as string,
  });
  expect(detail?.split('\n').sort()).toEqual(['deep/secret-2', 'secret-1', 'shut'].map((path) => `${project}/${path}`));
});

test('a missing project fails the copy with its path', async () => {
  await expect(copied('/nowhere/at/all')).rejects.toMatchObject({
    problem: { code: 'COPY_FAILED', sentence: '/nowhere/at/all is not there.' },
  });
});

test('a large file that became shorter is filled with zeros, and that is said', async () => {
  const file = `${await tempFolder()}/file`;
  await writeFile(file, Buffer.alloc(400_000, 'x'));

  const { content, notes } = await packed(file, 500_000);

  expect(content.equals(Buffer.concat([Buffer.alloc(400_000, 'x'), Buffer.alloc(100_000)]))).toBe(true);
  expect(notes[0]).toBe(`${file} became shorter during the copy.`);
});

test('a large file that grew is cut at the size that it had', async () => {
  const file = `${await tempFolder()}/file`;
  await writeFile(file, Buffer.alloc(500_000, 'x'));

  const { content } = await packed(file, 400_000);

  expect(content.equals(Buffer.alloc(400_000, 'x'))).toBe(true);
});

test('a small file is packed as it is now, whatever its size was', async () => {
  const file = `${await tempFolder()}/file`;
  await writeFile(file, Buffer.alloc(5000, 'x'));

  expect((await packed(file, 100)).content).toEqual(await readFile(file));
  expect((await packed(file, 9000)).content).toEqual(await readFile(file));
});

test('a file that is gone by the time it is read is left out, and that is said', async () => {
  const remarks = noRemarks();
  const gone: Entry = { kind: 'file', name: 'file', mode: 0o644, mtime: 0, size: 5, source: '/nowhere/file' };

  for await (const chunk of packEntries(Readable.from([[gone]]), { remarks, onBytes: () => undefined }))
    expect(chunk.every((byte) => byte === 0)).toBe(true);

  expect(remarks).toMatchObject({ unreadable: [], notes: ['/nowhere/file vanished during the copy.'] });
});
