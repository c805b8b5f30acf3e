import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { demoSnapshot } from '../../electron/demo/fleet.ts';
import { axe, look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

const NOBODY = { change: () => ({ containers: {} }) };

test('the first run says how the machine and its sign-ins stand, and begins with a task that changes nothing', async () => {
  const { page, demo } = await look(browser, NOBODY);
  const steps = page.getByRole('region', { name: 'Welcome' }).getByRole('listitem');
  await expect.poll(() => steps.count()).toBe(3);
  await steps
    .nth(0)
    .getByText(/^Docker .* answers/)
    .waitFor();
  await steps
    .nth(1)
    .getByText(/signed in\./)
    .waitFor();
  expect(await axe(page)).toEqual([]);

  await page.getByRole('button', { name: 'Try a safe task' }).click();
  const sheet = page.getByRole('dialog', { name: 'New container' });
  await expect
    .poll(() => sheet.getByRole('textbox', { name: 'Task', exact: true }).inputValue())
    .toMatch(/Change nothing\.$/);
  await sheet.getByRole('button', { name: 'Hosts locked' }).waitFor();
  await sheet.getByRole('button', { name: 'Plan first' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => demo.calls.find((call) => call.startsWith('containers.create ')) ?? '')
    .toMatch(/"preset":"locked".*"startMode":"plan"|"startMode":"plan".*"preset":"locked"/);
});

test('it is skipped for good, with keys alone, and a list that was once filled shows it no more', async () => {
  const { page, demo } = await look(browser, NOBODY);
  await page.getByRole('heading', { name: 'Welcome to Maestro' }).waitFor();
  const skip = page.getByRole('button', { name: 'Skip this' });
  await expect
    .poll(async () => {
      await page.keyboard.press('Tab');
      return skip.evaluate((button) => button === document.activeElement);
    })
    .toBe(true);
  await page.keyboard.press('Enter');
  await page.getByText('No containers yet.').waitFor();
  await page.reload();
  await page.getByText('No containers yet.').waitFor();
  expect(demo.calls.filter((call) => call.startsWith('containers.create'))).toEqual([]);

  const other = await look(browser);
  await other.page.getByRole('row').nth(1).waitFor();
  const gone = Object.fromEntries(Object.keys(other.demo.state.snapshot.containers).map((name) => [name, null]));
  other.demo.state.change({ containers: gone });
  await other.page.getByText('No containers yet.').waitFor();
});

test('a sign-in is begun from its step, and what cannot be read is said there', async () => {
  const { page, demo } = await look(browser, NOBODY);
  await page.getByRole('button', { name: 'Show credentials' }).click();
  await page.getByRole('heading', { name: 'System' }).waitFor();

  demo.refuse('credentials.list', { code: 'INTERNAL', sentence: 'The file cannot be read.', hints: [], detail: null });
  const again = await look(browser, NOBODY);
  again.demo.refuse('credentials.list', { code: 'INTERNAL', sentence: 'It cannot be read.', hints: [], detail: null });
  await again.page.reload();
  await again.page.getByText('It cannot be read.').waitFor();
  again.demo.refuse('credentials.list', null);
  await again.page.getByRole('button', { name: 'Read again' }).click();
  await again.page.getByText(/signed in\./).waitFor();
});

test('the first container explains its page in four marks, by keys alone, and never again', async () => {
  const { page, demo, wrongs } = await look(browser, NOBODY);
  await page.getByRole('button', { name: 'Try a safe task' }).click();
  await page.getByRole('dialog', { name: 'New container' }).waitFor();
  await page.keyboard.press('Escape');
  const [one] = Object.values(demoSnapshot({ now: Date.now() }).containers);
  demo.state.change({ containers: { [one!.name]: one! } });
  await page.evaluate((name) => (window.location.hash = `#/container/${name}/agent`), one!.name);
  const mark = page.getByRole('dialog');
  for (const title of ['Its terminals', 'When it asks', 'Its network is closed', 'When it is done']) {
    await mark.getByText(title).waitFor();
    if (title === 'When it asks') expect(await axe(page)).toEqual([]);
    // Each stands beside what it is about.
    if (title === 'Its network is closed')
      await expect.poll(async () => (await mark.boundingBox())?.x ?? 0).toBeGreaterThan(400);
    await page.keyboard.press('Enter');
  }
  await mark.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { name: one!.shortName }).waitFor();
  expect(await page.evaluate(() => localStorage.getItem('maestro.coach'))).toContain('"step":null');
  expect(wrongs).toEqual([]);
});

test('marks are left by Escape, and whoever did not come from the first run sees none', async () => {
  const { page, demo } = await look(browser, NOBODY);
  await page.getByRole('button', { name: 'Try a safe task' }).click();
  await page.getByRole('dialog', { name: 'New container' }).waitFor();
  await page.keyboard.press('Escape');
  const [one, other] = Object.values(demoSnapshot({ now: Date.now() }).containers);
  demo.state.change({ containers: { [one!.name]: one!, [other!.name]: other! } });
  await page.evaluate((name) => (window.location.hash = `#/container/${name}/agent`), one!.name);
  await page.getByRole('dialog').getByText('Its terminals').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => localStorage.getItem('maestro.coach'))).toContain('"step":null');
});
