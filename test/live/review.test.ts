import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { webOf } from '../support/connections.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { git, gitProject } from '../support/project.ts';
import { openPage, startBrowser } from '../support/window.ts';

let browser: Browser;
let engine: TestEngine;

beforeAll(async () => {
  browser = await startBrowser();
  engine = await containerEngine();
  engine.watch();
});

test('what an agent committed is reviewed, merged and taken back by keys alone, and a conflict is refused by file', async () => {
  const project = await gitProject({ a: 'one\n' });
  const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/work' }));
  const hostile = `printf 'if (x /*\\u202e*/ y)\\n' >"$(printf 'gpj.\\u202enova.js')"`;
  await inside(container, `set -e; echo two >a; ${hostile}; git add -A; git commit -qm 'Second'`);
  const before = await git(project, 'rev-parse', 'main');
  const web = await webOf(engine);
  const { page, wrongs } = await openPage(browser, web.newAddress());
  await page
    .getByRole('row', { name: new RegExp(container.shortName) })
    .getByText('↑1')
    .waitFor();

  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByText('1 change would act on this machine').waitFor();
  await page.getByText('if (x /*\ufffd*/ y)').waitFor();
  await page.keyboard.press('m');
  await page.getByRole('textbox', { name: 'Into' }).waitFor();
  await page.keyboard.press('Control+Enter');

  await page.getByText(`Merged ${container.shortName} into main: 1 commit.`).waitFor();
  expect(await readFile(join(project, 'a'), 'utf8')).toBe('two\n');
  await page.keyboard.press('u');
  await page.getByText(`main is at ${before.slice(0, 10)} again.`).waitFor();
  expect(await git(project, 'rev-parse', 'main')).toBe(before);

  await writeFile(join(project, 'a'), 'other\n');
  await git(project, 'commit', '-qam', 'Other');
  await page.getByText('1 change would act on this machine').waitFor();
  await page.keyboard.press('m');
  await page.getByRole('textbox', { name: 'Into' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('One file conflicts; nothing was changed.').waitFor();
  await page.getByRole('list', { name: 'In the way' }).getByText('a', { exact: true }).waitFor();
  expect(await git(project, 'log', '-1', '--format=%s', 'main')).toBe('Other');
  expect(wrongs).toEqual([]);
});
