import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Run } from '../../electron/contract/runs.ts';
import { opened, setStage, type Stage } from '../support/missionsPage.ts';
import { until } from '../support/until.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

test('a mission is run, paused, resumed and stopped by keys, and each is on disk before it is on screen', async () => {
  const { page, project } = await opened(stage);
  const run = async (): Promise<Run | undefined> => {
    const [mission] = await project.json<{ id: string }[]>(['mission', 'list']);
    const text = await readFile(join(project.folder, '.maestro/ours/runs', `${mission?.id ?? ''}.json`), 'utf8');
    return (JSON.parse(text) as { runs: Run[] }).runs.at(-1);
  };
  const line = page.getByRole('region', { name: 'Run' });
  await page.getByRole('button', { name: 'Run…' }).waitFor();

  await page.keyboard.press('r');
  const sheet = page.getByRole('dialog', { name: 'Run Sign in with a passkey' });
  const places = sheet.getByRole('textbox', { name: /^Agents at once/ });
  await places.fill('two');
  expect(await sheet.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(true);
  await places.fill('2');
  await sheet.getByRole('textbox', { name: /^Budget/ }).fill('20');
  await sheet.getByRole('combobox', { name: /^Ends with/ }).selectOption('build');
  await sheet.getByText(/mission run \S+ --parallel 2 --until build --budget 20usd/).waitFor();
  await places.press('Control+Enter');
  await line.getByText(/at most 2 at once · ends with build · \$0 of \$20\.00 spent/).waitFor();
  expect(await run()).toMatchObject({ state: 'running', parallel: 2, until: 'build', budgetUsd: 20 });
  // Without Docker it waits, and says so.
  await line.getByText(/Docker/).waitFor();

  await page.keyboard.press('r');
  await line.getByText('Run is paused').waitFor();
  expect((await run())?.state).toBe('paused');
  await page.keyboard.press('r');
  await line.getByText('Runs', { exact: true }).waitFor();

  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Stop the mission’s run…' }).press('Enter');
  const asked = page.getByRole('alertdialog', { name: 'Stop the run of Sign in with a passkey?' });
  await asked.getByText('No agent is at work.').waitFor();
  await asked.getByRole('button', { name: 'Stop', exact: true }).press('Enter');
  await until('it to be stopped', async () => (await run())?.state === 'stopped');
});

test('a feature says why it waits', async () => {
  const { page } = await opened(stage, { feature: 'auth-ui' });
  await page.keyboard.press('i');
  const details = page.getByRole('complementary', { name: 'Details of Show the form' });
  await details.getByText('It waits for auth-db (in-progress), auth-api (pending).').waitFor();
});
