import { execFileSync } from 'node:child_process';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readBytes, readRecord, readText } from '../../../electron/engine/disk/read.ts';
import { problemIn } from '../../support/problem.ts';
import { tempFolder } from '../../support/project.ts';

const Plan = z.looseObject({ features: z.array(z.object({ id: z.string() })) });

test('an absent file is nothing, and a present one is its text', async () => {
  const folder = await tempFolder();
  await writeFile(`${folder}/file`, '\uFEFFtext');

  expect(readText(`${folder}/none`)).toBeUndefined();
  expect(readText(`${folder}/file`)).toBe('text');
});

test('a file that does not fit is named with the place in it and the reason, and stays as it is', async () => {
  const file = `${await tempFolder()}/plan.json`;
  await writeFile(file, '{"features":[{"id":"a"},{"id":7}]}');

  expect(problemIn(() => readRecord(file, Plan))).toMatchObject({
    code: 'FILE_DAMAGED',
    sentence: `${file} is damaged. At features.1.id: found 7, expected string.`,
  });
  expect(await readFile(file, 'utf8')).toContain('7');
});

test.each([
  ['{', /It is not JSON/],
  [Buffer.from([0xff, 0xfe]), /It is not UTF-8 text/],
  ['<<<<<<< ours\n', /It holds the conflict markers of a merge/],
])('damage is told apart: %j', async (content, reason) => {
  const file = `${await tempFolder()}/file`;
  await writeFile(file, content);

  expect(problemIn(() => readRecord(file, z.unknown()))).toMatchObject({
    code: 'FILE_DAMAGED',
    sentence: expect.stringMatching(reason) as string,
  });
});

test('a file that is larger than what is expected there is not read', async () => {
  const file = `${await tempFolder()}/file`;
  await writeFile(file, 'x'.repeat(100_000));

  expect(problemIn(() => readText(file, 50_000))).toMatchObject({
    code: 'FILE_DAMAGED',
    sentence: `${file} is damaged. It has 100000 bytes, and at most 50000 are expected.`,
  });
});

test('a folder and a pipe are refused and never waited for', async () => {
  const folder = await tempFolder();
  execFileSync('mkfifo', [`${folder}/pipe`]);

  expect(problemIn(() => readBytes(folder)).sentence).toContain('it is a folder');
  expect(problemIn(() => readBytes(`${folder}/pipe`)).sentence).toContain('it is not a file');
});

test('a link is followed', async () => {
  const folder = await tempFolder();
  await writeFile(`${folder}/file`, 'text');
  await symlink('file', `${folder}/link`);

  expect(readText(`${folder}/link`)).toBe('text');
});

test.each([
  ['itself', 'link', ''],
  ['a folder above it', 'link', '/deep/er'],
])('where %s is a link to nothing, that link is named', async (_, name, below) => {
  const folder = await tempFolder();
  await symlink('nothing', `${folder}/${name}`);

  expect(problemIn(() => readBytes(`${folder}/${name}${below}`))).toMatchObject({
    code: 'FILE_DAMAGED',
    sentence: `${folder}/${name} is damaged. It is a link to something that is not there.`,
  });
});

test('unknown fields survive reading', async () => {
  const file = `${await tempFolder()}/plan.json`;
  await writeFile(file, '{"features":[],"later":{"x":1}}');

  expect(readRecord(file, Plan)).toEqual({ features: [], later: { x: 1 } });
});
