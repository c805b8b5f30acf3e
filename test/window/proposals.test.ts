import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { ProposalList } from '../../electron/contract/proposals.ts';
import { axe } from '../support/looks.ts';
import { type MissionProject, missionProject, openDesk } from '../support/missionProject.ts';
import { tempFolder } from '../support/project.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;
let made: MissionProject;

beforeAll(async () => {
  browser = await startBrowser();
  made = await missionProject(await tempFolder('maestro-home'));
});

const AT = '2026-11-28T10:00:00.000Z';
const SAID = {
  ...{ id: 'aaaaaaaaaaaa', kind: 'correction', text: 'Never build SQL from strings.', state: 'open', at: AT },
  ...{
    keywords: ['strings'],
    globs: ['src/db/*.ts'],
    because: 'You resolved this comment on src/db/users.ts of fix-1.',
  },
};
const LEARNED = {
  ...{ id: 'bbbbbbbbbbbb', kind: 'learning', text: 'a-1: npm test failed first.', state: 'open', at: AT },
  ...{ keywords: [], globs: [], because: 'Its check failed first, and passes now.' },
};
const HOSTILE = { ...SAID, id: 'cccccccccccc', text: `\u202e<img src=x onerror=alert(1)> ${'long'.repeat(400)}` };

test('what is proposed is looked at, taken in other words by keys, or dropped; the rest of the memory says its use', async () => {
  const { page, project } = await openDesk(browser, { made, tab: 'memory' });
  const tab = page.getByRole('tab', { name: /^Proposed/ });
  await tab.click();
  await page.getByText('Nothing is proposed.').waitFor();
  expect(await axe(page)).toEqual([]);
  const ours = join(project.folder, '.maestro', 'ours');
  await mkdir(ours, { recursive: true });
  await writeFile(join(ours, 'proposals.json'), JSON.stringify({ proposals: [SAID, LEARNED, HOSTILE] }));

  const list = page.getByRole('list', { name: 'Proposed' });
  await list.getByText(SAID.text).first().waitFor();
  expect(await list.getByRole('listitem').count()).toBe(3);
  expect(await page.locator('img').count()).toBe(0);
  expect(await axe(page)).toEqual([]);

  await list.getByRole('button', { name: 'Drop cccccccccccc' }).press('Enter');
  await expect.poll(() => list.getByRole('listitem').count()).toBe(2);
  await list.getByRole('button', { name: 'Take aaaaaaaaaaaa' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Take a proposed correction' });
  expect(await sheet.getByRole('textbox', { name: 'Files that bring it up' }).inputValue()).toBe('src/db/*.ts');
  await sheet.getByRole('textbox', { name: 'Rule' }).fill('Use parameters in SQL');
  await sheet
    .getByText(
      "maestro memory-take aaaaaaaaaaaa --text 'Use parameters in SQL' --trigger strings --globs 'src/db/*.ts'",
    )
    .waitFor();
  await page.keyboard.press('Control+Enter');
  await sheet.waitFor({ state: 'detached' });
  await list.getByRole('button', { name: 'Take bbbbbbbbbbbb' }).press('Enter');
  await page.getByRole('dialog', { name: 'Take a proposed learning' }).getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('Nothing is proposed.').waitFor();

  const { corrections } = await project.json<{ corrections: { id: string; rule: string }[] }>(['memory-search', 'SQL']);
  expect(corrections.map(({ rule }) => rule)).toEqual(['Use parameters in SQL']);
  expect((await project.json<ProposalList>(['memory-proposals'])).proposals).toEqual([]);
  const use = { prompts: 2, objections: 1, lastPromptAt: AT, lastObjectionAt: AT };
  await writeFile(join(ours, 'rule-uses.json'), JSON.stringify({ uses: { [corrections[0]?.id ?? '']: use } }));
  await page.getByRole('tab', { name: /^Corrections/ }).click();
  await page.getByText('in 2 prompts and 1 objection to what it is about').waitFor();
});

test('a damaged file of proposals leaves the rest of the memory as it is', async () => {
  const { page, project } = await openDesk(browser, { made, tab: 'memory' });
  const ours = join(project.folder, '.maestro', 'ours');
  await mkdir(ours, { recursive: true });
  await writeFile(join(ours, 'proposals.json'), '{"proposals": [');
  await page.getByRole('button', { name: 'Add a correction' }).waitFor();
  await page.getByRole('tab', { name: /^Proposed/ }).click();
  await page.getByText('Nothing is proposed.').waitFor();
});
