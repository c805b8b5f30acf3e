import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Problem } from '../../electron/contract/errors.ts';
import { creation, demoCreations } from '../support/demoFleet.ts';
import { look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const DOWN: Problem = {
  code: 'DOCKER_UNREACHABLE',
  sentence: 'Docker does not answer.',
  hints: ['Start Docker, then try again.'],
  detail: null,
};
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

test('an empty fleet says what to do, and the key for it', async () => {
  const { page } = await look(browser, { change: () => ({ containers: {} }) });

  await page.getByText('No containers yet.').waitFor();
  await page.keyboard.press('n');

  await page.getByRole('dialog', { name: 'New container' }).waitFor();
});

test('a fleet that was not read yet shows outlines, and not that it is empty', async () => {
  const { page } = await look(browser, {
    change: () => ({ containers: {}, loaded: false, docker: { state: 'connecting' } }),
  });

  await page.getByRole('status', { name: 'Reading the containers' }).waitFor();
  await expect.poll(() => page.getByText('No containers yet.').count()).toBe(0);
});

test('without Docker the page says what to do and what still works', async () => {
  const { page } = await look(browser, {
    change: () => ({ containers: {}, docker: { state: 'unreachable', problem: DOWN } }),
  });

  await page.getByRole('alert').getByText('Docker does not answer.').waitFor();
  await page.getByText('Start Docker, then try again.').waitFor();
  await page.getByRole('link', { name: 'Open System' }).click();
  await page.getByRole('heading', { name: 'System' }).waitFor();
});

test('containers stay on screen when Docker goes away', async () => {
  const { page, demo } = await look(browser);

  demo.state.change({ fields: { docker: { state: 'unreachable', problem: DOWN } } });

  await page.getByText('The list shows what was last known.').waitFor();
  await page.getByRole('row', { name: /feat-oauth-login-1/ }).waitFor();
});

test('a change is on screen within a moment', async () => {
  const { page, demo } = await look(browser);
  const [container] = Object.values(demo.state.snapshot.containers).filter(
    ({ shortName }) => shortName === 'docs-guide-2',
  );
  if (container === undefined) throw new Error('The made-up fleet lost a container.');
  const row = page.getByRole('row', { name: /docs-guide-2/ });
  await row.getByText('Running').waitFor();

  demo.state.change({ containers: { [container.name]: { ...container, state: 'finished' } } });

  await row.getByText('Finished').waitFor();
});

test('tabs and search narrow the list, and a reload keeps them', async () => {
  const { page } = await look(browser);
  await page.getByRole('tab', { name: /Stopped/ }).click();
  await page.keyboard.press('/');
  await page.keyboard.type('timezone');

  await page.reload();

  await page.getByRole('row', { name: /fix-timezone-reports-1/ }).waitFor();
  await expect.poll(() => page.locator('[data-row]').count()).toBe(1);
  await page.getByRole('searchbox').press('Escape');
  await expect.poll(() => page.locator('[data-row]').count()).toBe(2);
});

test('rows are reached, selected and acted on by keys alone', async () => {
  const { page, demo } = await look(browser);
  await page.locator('[data-row]').first().waitFor();
  for (const key of ['j', 'x', 'Shift+J', 's']) await page.keyboard.press(key);

  await page.getByRole('tab', { name: 'Stopped 4' }).waitFor();
  expect(demo.calls.filter((call) => call.startsWith('containers.stop'))).toHaveLength(2);
});

test('the menu of a row opens by its key and closes by Esc', async () => {
  const { page } = await look(browser);
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: /Copy connect command/ }).waitFor();

  await page.keyboard.press('Escape');

  await page.getByRole('menu').waitFor({ state: 'detached' });
});

test('Enter opens a container and Esc comes back to the same row', async () => {
  const { page } = await look(browser);
  await page.locator('[data-row]').first().waitFor();
  for (const key of ['j', 'j', 'Enter']) await page.keyboard.press(key);
  await page.getByRole('heading', { name: 'feat-oauth-login-1', level: 1 }).waitFor();
  await page.locator('[data-terminal="open"]').waitFor();

  await page.keyboard.press('Control+Shift+Escape');
  await page.keyboard.press('Escape');

  await page.locator('[aria-current="true"]').getByText('feat-oauth-login-1').waitFor();
});

test('a removal asks with counts, and is done only when it is confirmed', async () => {
  const { page, demo } = await look(browser);
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('#');
  const question = page.getByRole('alertdialog', { name: 'Remove chore-upgrade-vite-2?' });
  await question.getByText('12 changed files are not committed.').waitFor();

  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  expect(demo.calls.some((call) => call.startsWith('containers.remove'))).toBe(false);

  await page.keyboard.press('#');
  await question.getByRole('button', { name: 'Remove 1 container' }).click();
  await page.getByRole('tab', { name: 'All 23' }).waitFor();
});

test('what could not be done is told in place, with its next step', async () => {
  const { page, demo } = await look(browser);
  demo.refuse('containers.stop', {
    ...DOWN,
    code: 'DOCKER_FAILED',
    sentence: 'Docker refused to stop it.',
    detail: 'POST /stop 500',
  });
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('s');

  const alert = page.getByRole('alert').filter({ hasText: 'Docker refused to stop it.' });
  await alert.getByText('Command and output').click();
  await alert.getByText('POST /stop 500').waitFor();
});

test('a creation shows its step and bytes, and can be cancelled', async () => {
  const { page, demo } = await look(browser, { change: () => ({ creations: { [running().id]: running() } }) });

  await page.getByText('Starting 6/8').waitFor();
  await page.getByText('96 MB of 184 MB').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();

  await page.getByText('Starting 6/8').waitFor({ state: 'detached' });
  expect(demo.calls.some((call) => call.startsWith('containers.cancelCreate'))).toBe(true);
});

test('a failed creation keeps its problem on screen, and comes back as a filled form', async () => {
  const [, failed] = demoCreations(Date.now());
  const { page } = await look(browser, { change: () => (failed ? { creations: { [failed.id]: failed } } : {}) });
  await page.getByText('assets/raw/hero.psd cannot be read').waitFor();

  await page.getByRole('button', { name: 'Edit and retry' }).click();

  const sheet = page.getByRole('dialog', { name: 'New container' });
  await expect.poll(() => sheet.getByRole('textbox', { name: 'Task', exact: true }).inputValue()).toBe(failed?.task);
  await sheet.getByRole('button', { name: /Project web-shop/ }).waitFor();
});

test('a hundred containers cost few nodes, because only those in view are drawn', async () => {
  const { page } = await look(browser, {
    change: ({ containers }) => ({ containers: Object.fromEntries(many(Object.values(containers))) }),
  });
  await page.locator('[data-row]').first().waitFor();

  await expect.poll(() => page.locator('[data-row]').count()).toBeLessThan(40);
  const nodes = await page
    .locator('[data-row]')
    .nth(8)
    .evaluate((row) => row.querySelectorAll('*:not(svg *)').length);
  expect(nodes).toBeLessThanOrEqual(24);
});

test('only containers that begin to need the user are read out', async () => {
  const { page, demo } = await look(browser);
  const [container] = Object.values(demo.state.snapshot.containers).filter(({ state }) => state === 'running');
  if (container === undefined) throw new Error('Nothing runs.');
  await expect.poll(() => page.locator('[aria-live="polite"]').innerText()).toBe('');

  demo.state.change({ containers: { [container.name]: { ...container, state: 'needs-you' } } });

  await page
    .locator('[aria-live="polite"]')
    .getByText(`${container.shortName} needs you`)
    .waitFor({ state: 'attached' });
});

function running() {
  const [first] = demoCreations(Date.now());
  return first ?? creation('creation-none', {});
}

function many(containers: readonly Container[]) {
  return Array.from({ length: 100 }, (_, index) => {
    const base = containers[index % containers.length];
    if (base === undefined) throw new Error('The made-up fleet is empty.');
    const name = `${base.name}-${index}` as typeof base.name;
    return [name, { ...base, name }] as const;
  });
}
