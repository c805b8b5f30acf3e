import { beforeAll, expect, test } from 'vitest';
import { join } from 'node:path';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { MISSIONS } from '../../renderer/client/place.ts';
import { copyOf, openDesk } from '../support/missionProject.ts';
import { at, missionOf, opened, setStage, SMALL, type Stage } from '../support/missionsPage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

test('a project is opened by typing its path, without a click', async () => {
  const { page } = await opened(stage);
  const other = await copyOf(stage.template, stage.template.home, 'ledger');
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Open another folder…' }).click();
  await page.getByRole('dialog', { name: 'Open a project' }).waitFor();

  await page.keyboard.insertText(`${other.folder}/`);
  await page.getByRole('option', { name: 'ledger this folder' }).waitFor();
  await page.keyboard.press('Enter');

  await page.getByRole('navigation').getByText('ledger').first().waitFor();
});

test('a mission gets another title, and what was not touched keeps its words', async () => {
  const { page, project } = await opened(stage);
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Rename the mission' });
  const rename = sheet.getByRole('button', { name: 'Rename' });
  expect(await rename.isDisabled()).toBe(true);

  await sheet.getByRole('textbox', { name: 'Title' }).fill('Passkeys at last');
  await sheet.getByText(`maestro mission update ${project.mission} --title 'Passkeys at last'`).waitFor();
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Passkeys at last' }).waitFor();
  const renamed = await missionOf(project, project.mission);
  expect(renamed).toMatchObject({ title: 'Passkeys at last', description: 'People sign in without a password.' });
});

test('the workflows to choose from are the project’s own and those that every project has', async () => {
  const { page, project } = await opened(stage);
  const own = 'workflowTemplates:\n  quick:\n    description: No review.\n    phases:\n      - label: Only\n';
  await writeFile(join(project.folder, '.maestro', 'config.yaml'), own);
  await page.keyboard.press('Shift+I');
  const sheet = page.getByRole('dialog', { name: 'Import a plan into web-shop' });
  const plan = { ...SMALL, milestones: undefined, features: SMALL.features.map(inOnly) };
  await sheet.getByRole('textbox', { name: 'Plan', exact: true }).fill(JSON.stringify(plan));

  const workflow = sheet.getByRole('combobox', { name: 'Workflow' });
  await workflow.locator('option', { hasText: 'plan-review-implement-review' }).waitFor({ state: 'attached' });
  await workflow.selectOption('quick');

  await sheet.getByText('No review.').waitFor();
  await sheet.getByText('Tiny: 1 milestone, 1 feature, 2 assertions.').waitFor();
  await sheet.getByText('maestro mission create --file plan.json --workflow quick').waitFor();
});

test('the reason for a damaged file does not repeat its path, and a file in place of a folder is named', async () => {
  const { page, project } = await openDesk(stage.browser, { made: stage.template, tab: 'handoffs' });
  const strip = page.getByRole('region', { name: 'Damaged files' });
  const folder = join(project.folder, '.maestro', 'handoffs');
  await rm(folder, { recursive: true });
  await writeFile(folder, 'no folder');

  await strip.getByText('It is not a folder.', { exact: true }).waitFor();
  await page.getByRole('region', { name: 'Cannot be read' }).getByText('handoffs').waitFor();

  await rm(folder);
  const config = join(project.folder, '.maestro', 'config.yaml');
  await writeFile(config, 'execution: 5\n');
  const reason = strip.getByText(/execution/);
  await reason.waitFor();
  await expect.poll(() => reason.textContent()).not.toContain(config);
});

test('a mission on screen whose own file is damaged is not just gone: the file is named', async () => {
  const { page, project } = await opened(stage);
  const file = join(project.folder, '.maestro', 'missions', project.mission, 'mission.json');
  const before = await readFile(file, 'utf8');
  await at(page, { ...MISSIONS, project: project.folder, mission: project.mission });
  await writeFile(file, '{');

  await page.getByText(`There is no mission ${project.mission} here.`).waitFor();
  await page.getByRole('region', { name: 'Damaged files' }).getByText('mission.json').waitFor();
  await page.getByText('No mission can be read.').waitFor();

  await writeFile(file, before);
  await page.getByRole('heading', { name: 'Sign in with a passkey' }).waitFor();
});

function inOnly(feature: object): object {
  return { ...feature, milestoneId: 'only' };
}
