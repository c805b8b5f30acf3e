import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import {
  askSeal,
  featureOf,
  judge,
  missionOf,
  opened,
  openedSmall,
  setStage,
  type Stage,
} from '../support/missionsPage.ts';
import type { MissionProject } from '../support/missionProject.ts';
import { until } from '../support/until.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

function messages(page: Page) {
  return page.getByRole('status', { name: 'What was done' });
}

async function assertionsOf({ folder }: MissionProject, mission: string) {
  const text = await readFile(join(folder, '.maestro', 'missions', mission, 'assertions.json'), 'utf8');
  return JSON.parse(text) as { assertions: { result: string; evidence?: string }[] };
}

test('a status that was set is told, taken back by the key, and set again by the button', async () => {
  const { page, project } = await opened(stage, { feature: 'auth-api' });
  const status = async (): Promise<string> => (await featureOf(project, project.mission, 'auth-api')).status;
  await page.locator('#card-auth-api').focus();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: 'Set status: in progress' }).press('Enter');
  await messages(page).getByText('auth-api has the status in progress.').waitFor();
  expect(await status()).toBe('in-progress');

  await page.keyboard.press('Control+Z');
  await messages(page).getByText('Undone: auth-api has the status in progress.').waitFor();
  expect(await status()).toBe('pending');

  await messages(page).getByRole('button', { name: 'Redo' }).click();
  await messages(page).getByText('Done again: auth-api has the status in progress.').waitFor();
  expect(await status()).toBe('in-progress');
});

test('a message stands above an open sheet, and its button leaves the sheet and what is typed there alone', async () => {
  const { page, project } = await opened(stage, { feature: 'auth-api' });
  await page.locator('#card-auth-api').focus();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: 'Set status: in progress' }).press('Enter');
  await messages(page).getByText('auth-api has the status in progress.').waitFor();
  await page.keyboard.press('n');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('half a ');

  await messages(page).getByRole('button', { name: /^Undo/ }).click();
  await messages(page).getByText('Undone: auth-api has the status in progress.').waitFor();
  await page.keyboard.type('task');

  expect(await page.getByRole('dialog').getByRole('textbox').first().inputValue()).toBe('half a task');
  expect((await featureOf(project, project.mission, 'auth-api')).status).toBe('pending');
});

test('a milestone that was sealed is open again after Undo', async () => {
  const { page, project, mission } = await openedSmall(stage);
  await page.locator('#card-one').click();
  await judge(page, { assertion: 'It works', verb: 'Pass', words: 'npm test' });
  await page.getByText('Evidence: npm test').waitFor();
  await judge(page, { assertion: 'It is fast', verb: 'Waive', words: 'no budget' });
  await page.getByText('Waived because: no budget').waitFor();
  await askSeal(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Seal', exact: true }).click();
  await messages(page).getByText('Only is sealed.').waitFor();

  await messages(page).getByRole('button', { name: /^Undo/ }).last().click();

  await messages(page).getByText('Undone: Only is sealed.').waitFor();
  expect((await missionOf(project, mission)).completedMilestoneIds ?? []).toEqual([]);
});

test('what somebody else changed since is not taken back, and the page says so', async () => {
  const { page, project } = await opened(stage, { feature: 'auth-api' });
  await page.locator('#card-auth-api').focus();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: 'Set status: in progress' }).press('Enter');
  await messages(page).getByText('auth-api has the status in progress.').waitFor();
  await project.json(['feature', 'update', 'auth-api', '--mission', project.mission, '--status', 'review']);

  await page.keyboard.press('u');

  await messages(page)
    .getByText(/was changed since, and undoing would lose that/)
    .waitFor();
  expect((await featureOf(project, project.mission, 'auth-api')).status).toBe('review');
});

test('with nothing done yet, the key says so', async () => {
  const { page } = await opened(stage);
  await page.keyboard.press('u');
  await messages(page).getByText('There is nothing to undo.').waitFor();
});

test('a settled assertion is revised with its reason, and what was typed outlives Esc', async () => {
  const { page, project } = await opened(stage, { feature: 'auth-plan' });
  await page.locator('#card-auth-plan').click();
  const item = page.getByRole('complementary').getByRole('listitem', { name: 'The design names every endpoint' });
  expect(await item.getByRole('button', { name: 'Revise…' }).count()).toBe(0);

  const { page: small, project: other, mission } = await openedSmall(stage);
  await small.locator('#card-one').click();
  await judge(small, { assertion: 'It works', verb: 'Pass', words: 'npm test' });
  const works = small.getByRole('complementary').getByRole('listitem', { name: 'It works' });
  await works.getByRole('button', { name: 'Revise…' }).click();
  await works.getByRole('textbox').fill('It fails on Mondays.');
  await works.getByRole('textbox').press('Escape');
  await works.getByRole('button', { name: 'Revise…' }).click();
  await works.getByRole('button', { name: 'Revise', exact: true }).click();

  await works.getByText('Was passed: It fails on Mondays.').waitFor();
  expect((await assertionsOf(other, mission)).assertions[0]).toMatchObject({ result: 'failed' });
  expect((await assertionsOf(project, project.mission)).assertions[0]).toMatchObject({ result: 'passed' });
});

test('Esc asks before a pasted plan goes, and only then', async () => {
  const { page } = await opened(stage);
  await page.keyboard.press('Shift+I');
  const sheet = page.getByRole('dialog', { name: /Import a plan/ });
  await sheet.waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });

  await page.keyboard.press('Shift+I');
  const text = sheet.getByRole('textbox', { name: 'Plan', exact: true });
  await text.fill('{ "title": "Mine" }');
  await page.keyboard.press('Escape');
  await sheet.getByText('Throw away what you typed?').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => text.inputValue()).toBe('{ "title": "Mine" }');
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await sheet.getByRole('button', { name: 'Throw away' }).click();
  await sheet.waitFor({ state: 'detached' });
});

test('a task that was typed is there again when the sheet is opened again', async () => {
  const { page } = await opened(stage);
  await page.keyboard.press('n');
  const task = page.getByRole('dialog', { name: 'New container' }).getByRole('textbox', { name: 'Task' });
  await task.fill('Explain the shop');
  await page.keyboard.press('Escape');
  await messages(page).getByText('What you typed is kept.').waitFor();

  await messages(page).getByRole('button', { name: 'Open it again' }).click();

  await expect.poll(() => task.inputValue()).toBe('Explain the shop');
});

test('a file with both sides of a merge is settled where it is shown, and that can be undone', async () => {
  const { page, project } = await opened(stage);
  const file = join(project.folder, '.maestro', 'missions', project.mission, 'features', 'auth-ui.json');
  const whole = await readFile(file, 'utf8');
  const title = /^ {2}"title": .*\n/m.exec(whole)?.[0] ?? '';
  const sides = `<<<<<<< HEAD\n${title}=======\n  "title": "Theirs",\n>>>>>>> other\n`;
  await writeFile(file, whole.replace(title, sides));
  const banner = page.getByRole('region', { name: 'Damaged files' });

  await banner.getByRole('button', { name: 'Keep the other side' }).click();

  await page.locator('#card-auth-ui').getByText('Theirs').waitFor();
  await banner.waitFor({ state: 'detached' });
  await messages(page).getByRole('button', { name: /^Undo/ }).click();
  await banner.waitFor();
  expect(await readFile(file, 'utf8')).toContain('<<<<<<< HEAD');
});

test('a damaged file is repaired, or put back from a checkpoint, each by its own button', async () => {
  const { page, project } = await opened(stage);
  const features = join(project.folder, '.maestro', 'missions', project.mission, 'features');
  const api = await readFile(join(features, 'auth-api.json'), 'utf8');
  await writeFile(join(features, 'auth-api.json'), `${api}trailing`);
  const banner = page.getByRole('region', { name: 'Damaged files' });
  await banner.getByRole('button', { name: 'Repair' }).click();
  await until('the repair', async () => (await readFile(join(features, 'auth-api.json'), 'utf8')) === api);
  // Until the page has seen it, it still offers to put that file back.
  await banner.waitFor({ state: 'detached' });

  await writeFile(join(features, 'auth-db.json'), '{ "id": ');
  await banner.getByRole('button', { name: /^Put back from checkpoint/ }).click();
  await messages(page)
    .getByText(/auth-db.json is put back from checkpoint/)
    .waitFor();
  await page.locator('#card-auth-db').waitFor();

  await mkdir(join(project.folder, '.maestro', 'handoffs'), { recursive: true });
  await writeFile(join(project.folder, '.maestro', 'handoffs', '2026-11-20-001.json'), 'nothing');
  await banner.getByText('Nothing here can mend it').waitFor();
});
