import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Problem } from '../../electron/contract/errors.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { creation, demoCreations } from '../../electron/demo/fleet.ts';
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

  await page.getByRole('button', { name: 'Skip this' }).click();
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

test('a failure that was overcome is over: the container that would not stop has stopped by itself', async () => {
  const { page, demo } = await look(browser);
  demo.refuse('containers.stop', { ...DOWN, code: 'DOCKER_FAILED', sentence: 'Docker refused to stop it.' });
  await page.locator('[data-row]').first().waitFor();
  for (const key of ['j', 'x', 'Shift+J', 's']) await page.keyboard.press(key);
  const alert = page.getByRole('alert').filter({ hasText: 'Docker refused to stop it.' });
  await alert.getByText(/ and /).waitFor();
  expect(await page.getByText('Docker refused to stop it.').count()).toBe(1);

  const stopped = Object.values(demo.state.snapshot.containers).map((one) => [
    one.name,
    { ...one, docker: 'exited' as const, state: 'stopped' as const },
  ]);
  demo.state.change({ containers: Object.fromEntries(stopped) as Record<string, Container> });

  await alert.waitFor({ state: 'detached' });
});

const FAILED_BUILD: NonNullable<Snapshot['imageBuild']> = {
  target: 'base',
  state: 'failed',
  startedAt: '2026-05-04T10:00:00.000Z',
  ms: 5_000,
  step: 'Pulling debian',
  stepNumber: 0,
  stepCount: 0,
  lines: [],
  problem: { ...DOWN, code: 'BASE_IMAGE_MISSING', sentence: 'The base image could not be pulled.' },
  blocks: true,
};

test('a failed build is told once, goes when its images are there, and can be dismissed', async () => {
  const failed = creation('0198c0de-0000-7000-8000-000000000009', { state: 'failed', problem: FAILED_BUILD.problem });
  const { page, demo } = await look(browser, {
    change: () => ({ imageBuild: FAILED_BUILD, creations: { [failed.id]: failed } }),
  });
  const told = page.getByText('The base image could not be pulled.');
  await page.getByText('Its image could not be built; the reason stands above.').waitFor();
  expect(await told.count()).toBe(1);

  demo.state.change({ fields: { imageBuild: null } });
  await told.waitFor({ state: 'detached' });
  await page.getByText('Its image was missing then. Retry now.').waitFor();

  demo.state.change({ fields: { imageBuild: FAILED_BUILD } });
  await page.getByRole('region', { name: 'Image build' }).getByRole('button', { name: 'Dismiss' }).click();
  await told.waitFor({ state: 'detached' });
});

test('making the base image here shows its progress and its end, until that is dismissed', async () => {
  const { page, demo } = await look(browser, { change: () => ({ imageBuild: FAILED_BUILD }) });
  await page.getByRole('button', { name: 'Make base image here' }).click();
  await expect.poll(() => demo.calls.some((call) => call.startsWith('images.build'))).toBe(true);
  const build = { ...FAILED_BUILD, problem: null, blocks: false, stepNumber: 3, stepCount: 5 };

  demo.state.change({ fields: { imageBuild: { ...build, state: 'running', ms: null, step: 'Install Node' } } });
  await page.getByText('step 3 of 5').waitFor();
  demo.state.change({ fields: { imageBuild: { ...build, state: 'done', ms: 63_000 } } });

  const end = page.getByRole('region', { name: 'Image build' });
  await end.getByText('Built the base image').waitFor();
  await end.getByRole('button', { name: 'Dismiss' }).click();
  await end.waitFor({ state: 'detached' });
});

test('without Docker one sentence says so, once, nothing is counted, and New says what is missing', async () => {
  const { page, demo } = await look(browser, {
    change: () => ({ containers: {}, loaded: false, docker: { state: 'unreachable', problem: DOWN } }),
  });
  await page.getByRole('alert').getByText(DOWN.sentence).waitFor();
  expect(await page.getByText(/does not answer|unreachable/i).count()).toBe(1);
  expect(await page.getByText(/\b0\b/).count()).toBe(0);

  await page.keyboard.press('n');
  const sheet = page.getByRole('dialog', { name: 'New container' });
  await sheet.getByText(DOWN.sentence).waitFor();
  expect(await sheet.getByRole('button', { name: 'Create Ctrl' }).isDisabled()).toBe(true);

  await sheet.getByRole('button', { name: 'Retry' }).click();
  await expect.poll(() => demo.calls.some((call) => call.startsWith('doctor.reconnect'))).toBe(true);
});

test('a warning of the doctor can be taken off the fleet, and a worse one comes back', async () => {
  const check = { id: 'disk' as const, title: 'Disk space', state: 'warning' as const, found: 'Little.', hints: [] };
  const report = { at: '2026-05-04T10:00:00.000Z', checks: [check] };
  const { page, demo } = await look(browser, { change: () => ({ doctor: report }) });
  await page.getByRole('button', { name: 'Dismiss: Disk space' }).click();
  await page.getByText('Little.').waitFor({ state: 'detached' });

  demo.state.change({ fields: { doctor: { ...report, checks: [{ ...check, state: 'failed', found: 'None.' }] } } });

  await page.getByText('None.').waitFor();
});

test('a creation shows its step and bytes, and can be cancelled', async () => {
  const { page, demo } = await look(browser, { change: () => ({ creations: { [running().id]: running() } }) });

  await page.getByText('Starting 6/8').waitFor();
  await page.getByText('96.0 MB of 184 MB').waitFor();
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
  await expect.poll(() => page.locator('.sr-only[aria-live="polite"]').innerText()).toBe('');

  demo.state.change({ containers: { [container.name]: { ...container, state: 'needs-you' } } });

  await page
    .locator('.sr-only[aria-live="polite"]')
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

test('the footer says that Docker is away as soon as nothing else on screen does', async () => {
  const { page, demo } = await look(browser);
  demo.state.change({ fields: { docker: { state: 'unreachable', problem: DOWN } } });
  const strip = page.getByRole('alert').filter({ hasText: DOWN.sentence });
  await strip.waitFor();
  expect(await page.locator('footer').getByText('Docker unreachable').count()).toBe(0);

  await strip.getByRole('button', { name: 'Dismiss' }).click();
  await page.locator('footer').getByText('Docker unreachable').waitFor();

  const { docker } = (await look(browser)).demo.state.snapshot;
  demo.state.change({ fields: { docker } });
  await page.locator('footer').getByText('Docker unreachable').waitFor({ state: 'detached' });
  demo.state.change({ fields: { docker: { state: 'unreachable', problem: DOWN } } });
  await strip.waitFor();
});

test('a tab without rows does not tell a second time that Docker is away', async () => {
  const { page } = await look(browser, { change: () => ({ docker: { state: 'unreachable', problem: DOWN } }) });
  await page.keyboard.press('/');
  await page.keyboard.type('no such container');

  await page.getByText('Nothing matches “no such container”.').waitFor();
  expect(await page.getByText(DOWN.sentence).count()).toBe(1);
});

test('the footer counts containers, and the agents that live in them', async () => {
  const { page, demo } = await look(browser);
  const all = Object.values(demo.state.snapshot.containers);
  const ended = all.filter(({ state }) => ['dormant', 'stopped', 'error', 'incomplete', 'interrupted'].includes(state));

  await page
    .locator('footer')
    .getByText(`${all.length} containers · ${all.length - ended.length} agents`)
    .waitFor();
});
