import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { MISSIONS } from '../../renderer/client/place.ts';
import { launchChoice } from '../../renderer/features/missions/mission/launch-select.ts';
import { copyOf } from '../support/missionProject.ts';
import {
  askSeal,
  at,
  column,
  featureOf,
  judge,
  missionOf,
  opened,
  openedSmall,
  setStage,
  SMALL,
  type Stage,
} from '../support/missionsPage.ts';
import { tempFolder } from '../support/project.ts';
import { until } from '../support/until.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

test('a mission is listed with its progress, and its features stand by state', async () => {
  const { page } = await opened(stage);

  await page.getByRole('option', { name: /1 of 6 assertions settled Sign in with a passkey Executing/ }).waitFor();
  expect(await column(page, 'Done')).toEqual(['auth-plan']);
  expect(await column(page, 'In progress')).toEqual(['auth-db']);
  expect(await column(page, 'Ready')).toEqual(['auth-api']);
  expect(await column(page, 'Pending')).toEqual(['auth-ui', 'auth-e2e']);
  await page.getByText('Waits for auth-db, auth-api').waitFor();
});

test('the outline folds and unfolds by keys, down to what was proven', async () => {
  const { page } = await opened(stage, { tab: 'outline' });
  const tree = page.getByRole('treegrid', { name: 'Outline' });
  await tree.getByText('read docs/passkey.md').waitFor();
  await tree.focus();

  for (const key of ['Home', 'ArrowLeft']) await page.keyboard.press(key);
  await tree.getByText('read docs/passkey.md').waitFor({ state: 'detached' });
  for (const key of ['l', 'l', 'j']) await page.keyboard.press(key);

  await tree.locator('[aria-current="true"]').getByText('The design names every endpoint').waitFor();
});

test('a plan with a flaw is told its line, and a sound one becomes the mission that is shown', async () => {
  const { page, project } = await opened(stage);
  await page.keyboard.press('Shift+I');
  const sheet = page.getByRole('dialog', { name: 'Import a plan into web-shop' });
  const text = sheet.getByRole('textbox', { name: 'Plan', exact: true });
  await text.fill(JSON.stringify(SMALL, null, 2).replace('"order": 0', '"order": "first"'));
  await sheet
    .getByRole('alert')
    .getByText(/^Line 8/)
    .waitFor();
  expect(await sheet.getByRole('button', { name: 'Create mission' }).isDisabled()).toBe(true);

  await text.fill(JSON.stringify(SMALL, null, 2));
  await sheet.getByText('Tiny: 1 milestone, 1 feature, 2 assertions.').waitFor();
  await text.press('Control+Enter');

  await page.getByRole('heading', { name: 'Tiny' }).waitFor();
  const id = new URL(page.url()).hash.split('/')[3] ?? '';
  expect(await missionOf(project, id)).toMatchObject({ title: 'Tiny', status: 'draft' });
});

test('from a draft to a sealed milestone by keys, each step on disk before it is on screen', async () => {
  const { page, project, mission } = await openedSmall(stage);
  const status = async (): Promise<string> => (await missionOf(project, mission)).status;
  await page.keyboard.press('Enter');
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Approve' }).press('Enter');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Launch next: one' }).waitFor();
  expect(await page.getByRole('button', { name: /Start|Mark as/ }).count()).toBe(0);
  expect(await status()).toBe('approved');

  for (const move of Object.keys(STATUS_AFTER)) {
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: move, exact: true }).press('Enter');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await until(
      `the feature after ${move}`,
      async () => (await featureOf(project, mission)).status === STATUS_AFTER[move],
    );
    await page.locator(`[data-column="${COLUMN_AFTER[move] ?? ''}"] #card-one`).waitFor();
  }
  expect(await status()).toBe('executing');

  await askSeal(page);
  const blocked = page.getByRole('dialog', { name: 'Seal Only' });
  await blocked.getByText('2 assertions stand in the way.').waitFor();
  await blocked.getByText('one-assertion-2').waitFor();
  expect(await blocked.getByRole('button', { name: 'Seal', exact: true }).isDisabled()).toBe(true);
  await blocked.getByRole('button', { name: 'Show one' }).first().press('Enter');

  const details = page.getByRole('complementary', { name: 'Details of The one' });
  await judge(page, { assertion: 'It works', verb: 'Pass', words: 'npm test, 12 passed' });
  await details.getByText('Evidence: npm test, 12 passed').waitFor();
  await judge(page, { assertion: 'It is fast', verb: 'Waive', words: '' });
  await details.getByRole('alert').getByText('A waiver needs a reason.').waitFor();
  await page.keyboard.type('no budget was named');
  await page.keyboard.press('Control+Enter');
  await details.getByText('Waived because: no budget was named').waitFor();

  await askSeal(page);
  await blocked.getByText('Every assertion is settled.').waitFor();
  await blocked.getByRole('button', { name: 'Seal', exact: true }).press('Enter');
  await page.getByRole('row', { name: /Sealed Only/ }).waitFor();
  expect((await missionOf(project, mission)).completedMilestoneIds).toEqual(['only']);
});

test('a checkpoint is loaded after a look at what would change, and that can be undone', async () => {
  const { page, project } = await opened(stage);
  const state = async (): Promise<string> => (await featureOf(project, project.mission, 'auth-db')).status;
  await page.keyboard.press('Shift+C');
  const sheet = page.getByRole('dialog', { name: 'Checkpoints' });
  const changes = sheet.getByRole('group', { name: 'What loading changes' });
  await changes.getByText('auth-db').waitFor();
  await expect.poll(() => changes.getByRole('listitem').innerText()).toMatch(/auth-db\s+In progress\s+Pending/);

  await sheet.getByRole('button', { name: 'Save one, then load this' }).click();
  await until('the old state', async () => (await state()) === 'pending');
  await expect.poll(() => sheet.getByRole('radio').count()).toBe(2);

  await sheet.getByRole('radio').first().check();
  await changes.getByText(/Pending/).waitFor();
  await sheet.getByRole('button', { name: 'Save one, then load this' }).click();
  await until('the state before', async () => (await state()) === 'in-progress');
  await page.keyboard.press('Escape');
  await page.locator('[data-column="active"] #card-auth-db').waitFor();
});

test('what another process writes appears by itself, and what stands still is read out', async () => {
  const { page, project } = await opened(stage);
  await page.locator('[data-column="active"] #card-auth-db').waitFor();
  const move = (to: string) =>
    project.json(['feature', 'update', 'auth-db', '--mission', project.mission, '--status', to]);

  await move('review');
  await page.locator('[data-column="review"] #card-auth-db').waitFor();
  await move('blocked');

  await page.locator('[data-column="blocked"] #card-auth-db').waitFor();
  await page
    .locator('[aria-live]')
    .getByText('1 feature of Sign in with a passkey is blocked.')
    .waitFor({ state: 'attached' });
});

test('two projects are switched by keys, and each keeps to itself', async () => {
  const { page, engine } = await opened(stage);
  const other = await copyOf(stage.template, stage.template.home, 'ledger');
  await other.json(['feature', 'update', 'auth-api', '--mission', other.mission, '--status', 'in-progress']);
  await engine.client.projects.open({ path: other.folder });

  await page.keyboard.press('p');
  const list = page.getByRole('listbox', { name: 'Projects' });
  await list.getByRole('option', { name: /ledger/ }).waitFor();
  for (const key of ['k', 'Enter']) await page.keyboard.press(key);

  await page.locator('[data-column="active"] #card-auth-api').waitFor();
  await page.goBack();
  await page.locator('[data-column="ready"] #card-auth-api').waitFor();
});

test('a damaged file is named with its reason, and everything else goes on', async () => {
  const { page, project } = await opened(stage);
  const file = join(project.folder, '.maestro', 'missions', project.mission, 'features', 'auth-ui.json');
  const before = await readFile(file, 'utf8');

  await writeFile(file, '{ "id": ');
  const strip = page.getByRole('region', { name: 'Damaged files' });
  await strip.getByText(/auth-ui\.json/).waitFor();
  await strip.getByText('maestro doctor --fix').waitFor();
  expect(await column(page, 'In progress')).toEqual(['auth-db']);

  await writeFile(file, before);
  await strip.waitFor({ state: 'detached' });
});

test('what cannot be undone asks first, and nothing happens when it is cancelled', async () => {
  const { page, project, mission } = await openedSmall(stage);
  await page.getByRole('button', { name: 'Reject…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Reject Tiny?' });
  await question.getByText('1 feature is not done').waitFor();

  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  expect((await missionOf(project, mission)).status).toBe('draft');

  await page.getByRole('button', { name: 'Reject…' }).click();
  await question.getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('option', { name: /Tiny Rejected/ }).waitFor();
  expect((await missionOf(project, mission)).status).toBe('rejected');
});

test('a reviewed feature is sent back with a reason, which is kept for its next worker', async () => {
  const { page, project } = await opened(stage, { feature: 'auth-db' });
  await project.json(['feature', 'update', 'auth-db', '--mission', project.mission, '--status', 'review']);
  await page.keyboard.press('i');
  await page.getByRole('complementary').getByRole('button', { name: 'Send back…' }).click();

  await page.getByRole('textbox', { name: 'Reason' }).fill('The index is missing.');
  await page.getByRole('button', { name: 'Send back', exact: true }).click();

  await page.locator('[data-column="ready"] #card-auth-db').getByText('1 retry').waitFor();
  const folder = join(project.folder, '.maestro', 'missions', project.mission, 'workers', 'auth-db');
  expect(await readFile(join(folder, 'retry-log.json'), 'utf8')).toContain('The index is missing.');
});

test('a report is written in a few words, and one that is no report is refused in its form', async () => {
  const { page } = await opened(stage, { feature: 'auth-db' });
  await page.keyboard.press('i');
  const details = page.getByRole('complementary', { name: 'Details of Store the keys' });
  await details.getByRole('button', { name: 'Write one' }).click();
  const sheet = page.getByRole('dialog', { name: 'Report of auth-db' });
  await sheet.getByRole('textbox').fill('{ "summary": 4 }');
  await sheet.getByRole('button', { name: 'Save report' }).click();
  await sheet.getByRole('alert').waitFor();

  await sheet.getByRole('textbox').fill('The keys are stored.');
  await sheet.getByRole('button', { name: 'Save report' }).click();

  await details.getByText('The keys are stored.').waitFor();
  await page.locator('#card-auth-db').getByText('Report').waitFor();
});

test('a worker’s prompt is composed, and a container is begun with it', async () => {
  const { page, project } = await opened(stage, { feature: 'auth-api' });
  await page.keyboard.press('i');
  await page.getByRole('complementary').getByRole('button', { name: 'Compose' }).click();
  await page.getByRole('dialog').getByText('Answer the challenge').first().waitFor();

  await page.getByRole('button', { name: 'Launch container…' }).click();

  const sheet = page.getByRole('dialog', { name: 'New container' });
  const task = await sheet.getByRole('textbox', { name: 'Task', exact: true }).inputValue();
  const file = join(project.folder, '.maestro', 'missions', project.mission, 'workers', 'auth-api', 'prompt.md');
  expect(task).toBe(await readFile(file, 'utf8'));
  await sheet.getByRole('button', { name: 'Project web-shop' }).waitFor();
});

test('Launch on a card opens the sheet with the worker’s agent, a branch of the feature and its prompt', async () => {
  const { page, project } = await opened(stage, { feature: 'auth-api' });
  const { status, workerType } = await featureOf(project, project.mission, 'auth-api');
  await page.getByRole('button', { name: 'Launch a container for auth-api' }).click();

  const sheet = page.getByRole('dialog', { name: 'New container' });
  const chosen = launchChoice({ id: 'auth-api', workerType });
  await sheet.getByRole('button', { name: `Branch ${chosen.branch}` }).waitFor();
  await sheet.getByRole('button', { name: `Agent ${chosen.agent ?? 'claude'}` }).waitFor();
  const task = await sheet.getByRole('textbox', { name: 'Task', exact: true }).inputValue();
  expect(task).toContain('Answer the challenge');
  expect((await featureOf(project, project.mission, 'auth-api')).status).toBe(status);
});

test('a folder without missions is prepared here, and then says what to do', async () => {
  const { page, engine } = await opened(stage);
  const bare = await tempFolder('maestro-bare');
  const { path } = await engine.client.projects.open({ path: bare });
  await at(page, { ...MISSIONS, project: path });

  await page.getByRole('button', { name: 'Prepare this project' }).click();

  await page.getByText('Turn a plan into work.').waitFor();
  await page.getByText(`Made ${path}/.maestro.`).waitFor();
  expect(await readFile(join(bare, '.maestro', 'config.yaml'), 'utf8')).not.toBe('');
});

test('a mission whose folder goes is told to be gone, not shown as it was', async () => {
  const { page, project } = await opened(stage);
  await page.locator('#card-auth-db').waitFor();

  await rm(join(project.folder, '.maestro', 'missions', project.mission), { recursive: true });

  await page.getByText(/There is no mission .* here|Turn a plan into work/).waitFor();
  await expect.poll(() => page.locator('#card-auth-db').count()).toBe(0);
});

const STATUS_AFTER: Readonly<Record<string, string>> = {
  'Set status: in progress': 'in-progress',
  'Set status: review': 'review',
  'Set status: done': 'done',
};
const COLUMN_AFTER: Readonly<Record<string, string>> = {
  'Set status: in progress': 'active',
  'Set status: review': 'review',
  'Set status: done': 'done',
};
