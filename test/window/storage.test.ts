import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../electron/contract/errors.ts';
import { CallerId } from '../../electron/contract/ids.ts';
import { creation, phasesAt } from '../../electron/demo/fleet.ts';
import { axe, look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const FULL: Problem = { code: 'DISK_FULL', sentence: 'The disk is full.', hints: ['Free some space.'], detail: null };
const FIRST = 'maestro-feat-webhook-retries-1.20260501T100000000Z';
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

function storage() {
  return look(browser, { at: '#/system/storage' });
}

test('every removed container stands with its work, its size, its end; what cannot be read says why', async () => {
  const { page } = await storage();
  const row = (name: string) => page.getByRole('listitem', { name });

  await row('feat-webhook-retries-1').getByText('34.2 MB · 3 commits, 2 changed files').waitFor();
  await row('feat-webhook-retries-1').getByText('kept for 12d more').waitFor();
  await row('feat-webhook-retries-1').getByText('claude, opus').waitFor();
  await row('fix-rounding-2').getByText('its days are over').waitFor();
  await row('fix-rounding-2').getByText('its work is not known').waitFor();
  await page.getByText('home.tar.gz is not as it was written.').waitFor();
  await page.getByText('4 removed containers · 1.3 GB').waitFor();
});

test('a restore shows its steps at its row, can be cancelled, and leads to the container', async () => {
  const { page, demo } = await storage();
  const row = page.getByRole('listitem', { name: 'feat-webhook-retries-1' });
  const release = demo.hold('trash.restore');
  await row.getByRole('button', { name: /Restore/ }).click();
  await row.getByText('Beginning to restore').waitFor();
  await expect.poll(() => demo.calls.some((call) => call.startsWith('trash.restore'))).toBe(true);
  const asked = demo.calls.find((call) => call.startsWith('trash.restore'))!;
  const { id, creation: made } = JSON.parse(asked.slice(asked.indexOf('{'))) as { id: string; creation: string };
  expect(id).toBe(FIRST);
  const phases = phasesAt('copy', Date.now(), { bytes: { sent: 17_000_000, total: 34_200_000 } });
  demo.state.change({ creations: { [made]: creation(CallerId.parse(made), { phases }) } });
  await row.getByText('17.0 MB of 34.2 MB').waitFor();
  await row.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => demo.calls).toContain(`containers.cancelCreate {"id":"${made}"}`);

  release();
  await row.getByText('Restored.').waitFor();
  await row.getByRole('link', { name: /Open/ }).click();
  await page.waitForURL(/#\/container\//);
});

test('a restore that fails says why at its row, and is tried again', async () => {
  const { page, demo } = await storage();
  const row = page.getByRole('listitem', { name: 'fix-rounding-2' });
  demo.refuse('trash.restore', FULL);
  await row.getByRole('button', { name: /Restore/ }).click();
  await row.getByText(FULL.sentence).waitFor();
  demo.refuse('trash.restore', null);
  await row.getByRole('button', { name: 'Try again' }).click();
  await row.getByText('Restored.').waitFor();
});

test('by keyboard: a row is chosen, restored, and removed for good after a question in counts', async () => {
  const { page, demo, wrongs } = await storage();
  await page.getByRole('heading', { name: 'fix-rounding-2' }).waitFor();
  await page.keyboard.press('j');
  await page.locator('[aria-current="true"]').getByRole('heading', { name: 'fix-rounding-2' }).waitFor();
  await page.keyboard.press('k');
  await page.keyboard.press('r');
  await page.getByText('Restored.').waitFor();

  await page.keyboard.press('#');
  const sheet = page.getByRole('alertdialog', { name: 'Remove feat-webhook-retries-1 for good?' });
  await sheet.getByText('3 commits and 2 changed files go for good').waitFor();
  await sheet.getByText(`maestro trash empty ${FIRST}`).waitFor();
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await sheet.waitFor({ state: 'detached' });
  expect(demo.calls.join()).not.toContain('trash.empty');

  await page.keyboard.press('#');
  await sheet.getByRole('button', { name: 'Remove for good' }).click();
  await page.getByRole('heading', { name: 'feat-webhook-retries-1' }).waitFor({ state: 'detached' });
  expect(demo.calls).toContain(`trash.empty {"ids":["${FIRST}"]}`);
  expect(wrongs).toEqual([]);
});

test('the whole trash is emptied, damaged ones too, and then says what it is for', async () => {
  const { page, demo } = await storage();
  await page.getByRole('button', { name: 'Empty trash…' }).click();
  const sheet = page.getByRole('alertdialog', { name: 'Remove 5 removed containers for good?' });
  await sheet.getByText('1 folder cannot be read').waitFor();
  await sheet.getByRole('button', { name: 'Remove for good' }).click();
  await page.getByText('The trash is empty.').waitFor();
  expect(demo.calls.some((call) => call.startsWith('trash.empty') && call.includes('docs-guide'))).toBe(true);
});

test('what could go says why, and goes after a question; what nobody claims is named', async () => {
  const { page, demo } = await storage();
  await page.getByText('Neither current nor used by any container.').waitFor();
  await page.getByText('docker volume rm mcl-old-thing-npm').waitFor();
  await page.getByRole('button', { name: 'Remove images…' }).click();
  await page.getByRole('alertdialog').getByText('1.2 GB become free').waitFor();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('2 images, 1.2 GB').waitFor({ state: 'detached' });

  demo.refuse('containers.cleanup', FULL);
  await page.getByRole('button', { name: 'Remove what is left…' }).click();
  await page.getByRole('alertdialog').getByText('maestro-fix-login-3-npm').waitFor();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText(FULL.sentence).waitFor();
  // Who took the name meanwhile goes to the trash.
  expect(demo.calls.find((call) => call.startsWith('containers.cleanup '))).not.toContain('"discard":true');
});

test('while it is read the page says so, what cannot be read says why; palette, key and tabs lead there', async () => {
  const { page, demo } = await look(browser);
  const release = demo.hold('trash.list');
  demo.refuse('trash.list', FULL);
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.getByRole('status', { name: 'Reading the trash' }).waitFor();
  release();
  await page.getByText(FULL.sentence).waitFor();
  demo.refuse('trash.list', null);
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByRole('heading', { name: 'fix-rounding-2' }).waitFor();
  await page.keyboard.press('[');
  await page.waitForURL(/usage$/);
  await page.keyboard.press(']');
  await page.waitForURL(/storage$/);

  await page.keyboard.press('Control+k');
  await page
    .getByRole('option', { name: /Go to Storage and Trash/ })
    .first()
    .waitFor();
});

test('without Docker the trash is still there, and the rest says what it waits for', async () => {
  const { page } = await look(browser, {
    at: '#/system/storage',
    change: () => ({ docker: { state: 'connecting' }, containers: {} }),
  });
  await page.getByRole('heading', { name: 'fix-rounding-2' }).waitFor();
  await page.getByText('What could go shows as soon as Docker answers.').waitFor();
});
