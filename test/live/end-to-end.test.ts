import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../electron/engine/engine.ts';
import { webOf } from '../support/connections.ts';
import { containerEngine, newContainer } from '../support/containers.ts';
import { engineOf, type TestEngine } from '../support/docker.ts';
import { testDockerd, whyNoDockerd } from '../support/dockerd.ts';
import { execute } from '../support/execute.ts';
import { testImages } from '../support/images.ts';
import { gitProject, testUser } from '../support/project.ts';
import { until } from '../support/until.ts';
import { openPage, startBrowser } from '../support/window.ts';

let browser: Browser;
let engine: TestEngine;

beforeAll(async () => {
  browser = await startBrowser();
  engine = await containerEngine();
  engine.watch();
});

/** The page of an engine, as a browser opens it from the printed address. */
async function pageOf(served: Engine): Promise<{ page: Page; wrongs: string[] }> {
  const web = await webOf(served);
  return openPage(browser, web.newAddress());
}

/** Fills the sheet for an agent that is a shell, and creates it. */
async function createShell(page: Page, { project, task }: { project: string; task: string }): Promise<void> {
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Task', exact: true }).fill(task);
  await page.getByRole('button', { name: /^Project/ }).click();
  await page.keyboard.type(`${project}/`);
  await page.getByRole('option', { name: /this folder/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Agent/ }).click();
  await page.getByRole('radio', { name: 'Your own command' }).click();
  await page.getByRole('textbox', { name: 'Command line' }).fill('bash --norc');
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Command line' }).waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: 'Task', exact: true }).press('Control+Shift+Enter');
}

test('from an empty fleet to a typed command and its output on screen, and a reload keeps it all', async () => {
  const project = await gitProject();
  const { page, wrongs } = await pageOf(engine);
  await page.getByRole('heading', { name: 'Welcome to Maestro' }).waitFor();

  await createShell(page, { project, task: 'echo task-$((40 + 2))' });
  const terminal = page.locator('[data-terminal="open"]');
  // A quick creation may be over before its phases were drawn.
  await page.getByText('Closing the network').or(terminal).first().waitFor();
  await terminal.waitFor();
  const screen = page.locator('.xterm-rows');
  // A shell would run its task, so it only lies there.
  await screen.getByText('bash').first().waitFor();
  await page.keyboard.type('sh /etc/maestro/prompt\n');
  await screen.getByText('task-42').waitFor();
  await page.keyboard.type('echo $((6 * 7))-typed\n');
  await screen.getByText('42-typed').waitFor();

  await page.reload();
  await screen.getByText('42-typed').waitFor();
  await page.getByRole('tab', { name: 'Shell' }).click();
  await page.keyboard.type('git status --short --branch\n');
  await screen.getByText(/^## feat\//).waitFor();

  await page.keyboard.press('Control+Shift+Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'All 1' }).waitFor();
  expect(wrongs).toEqual([]);
});

test('a commit in the container shows in its row', async () => {
  const project = await gitProject();
  const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/commits' }));
  const { page } = await pageOf(engine);
  const row = page.getByRole('row', { name: new RegExp(container.shortName) });
  await row.waitFor();

  const commit = 'cd /workspace/* 2>/dev/null || cd /workspace; echo x > new.txt; git add new.txt; git commit -qm work';
  await execute(container.dockerId, ['bash', '-c', commit], { user: 'node' });

  await row.getByText('↑1', { exact: true }).waitFor();
});

test('a container is stopped, started, removed, and brought back from the page', async () => {
  const project = await gitProject();
  const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/goes' }));
  const { page } = await pageOf(engine);
  await page.goto(`${new URL(page.url()).origin}/#/container/${container.name}/agent`);
  await page.locator('[data-terminal="open"]').waitFor();
  await execute(container.dockerId, ['sh', '-c', 'echo kept >/workspace/work'], { user: 'node' });

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('main').getByRole('button', { name: 'Start', exact: true }).last().click();
  await page.locator('[data-terminal="open"]').waitFor();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Remove 1 container' }).click();

  await page.getByText(`There is no container ${container.name}.`).waitFor();
  await page.getByText(`Removed ${container.shortName}.`).waitFor();
  await page.getByRole('button', { name: 'Undo Ctrl Z' }).click();
  await page.locator('[data-terminal="open"]').waitFor();
  await page.getByText(`${container.shortName} is back.`).waitFor();
  const { output } = await execute(container.name, ['cat', '/workspace/work'], { user: 'node' });
  expect(output.trim()).toBe('kept');
});

test('when Docker stops the page says so and keeps what it knows, and when it starts again all comes back', async ({
  skip,
}) => {
  const impossible = await whyNoDockerd();
  skip(impossible !== undefined, impossible);
  const images = await testImages();
  const dockerd = await testDockerd(Object.values(images));
  const own = engineOf(await testUser({ containers: { base_image: images.base } }), dockerd.docker);
  own.watch();
  const container = await own.client.containers.create(
    newContainer({ project: await gitProject(), branch: 'feat/stays' }),
  );
  const { page, wrongs } = await pageOf(own);
  const row = page.getByRole('row', { name: new RegExp(container.shortName) });
  await row.getByText('Running').waitFor();

  await dockerd.end();
  await page.getByText('The list shows what was last known.').waitFor();
  await row.waitFor();

  await dockerd.start();
  await page.getByText(/Docker \d/).waitFor();
  await until('the agent behind its gateway', async () => (await row.innerText()).includes('Verified'));
  await row.dblclick();
  await page.locator('[data-terminal="open"]').waitFor();
  expect(wrongs).toEqual([]);
});
