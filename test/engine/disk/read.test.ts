import { execFileSync } from 'node:child_process';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readBytes, readJson, readText } from '../../../electron/engine/disk/read.ts';
import { tempFolder } from '../../support/project.ts';

const Plan = z.looseObject({ features: z.array(z.object({ id: z.string() })) });

test('an absent file is nothing, and a present one is its text', async () => {
  const folder = await tempFolder();
  await writeFile(`${folder}/file`, '\uFEFFtext');

  expect(await readText(`${folder}/none`)).toBeUndefined();
  expect(await readText(`${folder}/file`)).toBe('text');
});

test('a file that does not fit is named with the place in it and the reason, and stays as it is', async () => {
  const file = `${await tempFolder()}/plan.json`;
  await writeFile(file, '{"features":[{"id":"a"},{"id":7}]}');

  await expect(readJson(file, Plan)).rejects.toMatchObject({
    problem: { code: 'FILE_DAMAGED', sentence: /plan\.json cannot be used: features\[1\]\.id: .*expected string/ },
  });
  expect(await readFile(file, 'utf8')).toContain('7');
});

test.each([
  ['{', /it is not JSON/],
  [Buffer.from([0xff, 0xfe]), /it is not UTF-8 text/],
  ['"'.repeat(100), /it has 100 bytes, and at most 50 are expected/],
])('damage is told apart: %j', async (content, reason) => {
  const file = `${await tempFolder()}/file`;
  await writeFile(file, content);

  await expect(readJson(file, z.unknown(), { maxBytes: 50 })).rejects.toMatchObject({
    problem: { code: 'FILE_DAMAGED', sentence: reason },
  });
});

test('a folder and a pipe are refused and never waited for', async () => {
  const folder = await tempFolder();
  execFileSync('mkfifo', [`${folder}/pipe`]);

  await expect(readBytes(folder)).rejects.toMatchObject({ problem: { sentence: /it is a folder/ } });
  await expect(readBytes(`${folder}/pipe`)).rejects.toMatchObject({ problem: { sentence: /it is not a file/ } });
});

test('a link is followed, or refused when asked', async () => {
  const folder = await tempFolder();
  await writeFile(`${folder}/file`, 'text');
  await symlink('file', `${folder}/link`);

  expect(await readText(`${folder}/link`)).toBe('text');
  await expect(readText(`${folder}/link`, { symlinks: 'refuse' })).rejects.toMatchObject({
    problem: { code: 'FILE_UNREADABLE', sentence: /symbolic link/ },
  });
});

test('unknown fields survive reading', async () => {
  const file = `${await tempFolder()}/plan.json`;
  await writeFile(file, '{"features":[],"later":{"x":1}}');

  expect(await readJson(file, Plan)).toEqual({ features: [], later: { x: 1 } });
});
