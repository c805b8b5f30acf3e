import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../electron/engine/log.ts';
import { lastLines } from '../../electron/host/daemon-log.ts';
import { tempFolder } from '../support/project.ts';

const MAX_BYTES = 2_000;

test('a full log is set aside once, whoever writes, and no line is cut', async () => {
  const file = join(await tempFolder('log'), 'logs', 'daemon.log');
  const writers = [createLog(file, MAX_BYTES), createLog(file, MAX_BYTES)];
  for (let line = 0; line < 100; line++) writers[line % 2]?.info({ line }, `line ${line}`);

  const texts = await Promise.all([`${file}.1`, file].map((path) => readFile(path, 'utf8')));
  for (const text of texts) expect(text.length).toBeLessThan(MAX_BYTES + 200);
  const numbers = texts.flatMap((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { line: number }).line),
  );
  expect(numbers).toEqual(numbers.map((_, index) => 100 - numbers.length + index));
  expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
});

test('a log is read as people read it: time, level, words, and why something failed', async () => {
  const file = join(await tempFolder('log'), 'daemon.log');
  const log = createLog(file);
  log.info({ token: 'hush' }, 'it began');
  log.error({ err: new Error('no \u001b[31mdisplay') }, 'the notice could not be shown');
  expect(lastLines(file, 10)).toEqual([
    expect.stringMatching(/^\d{4}-\S+Z \[INFO\] it began$/),
    expect.stringMatching(/\[ERROR\] the notice could not be shown: no ␛\[31mdisplay$/),
  ]);
  expect(lastLines(file, 1)).toHaveLength(1);
  expect(lastLines(`${file}.absent`, 5)).toEqual([]);
});
