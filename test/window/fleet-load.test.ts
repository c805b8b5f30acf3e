import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { axe, look, type Look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

/** The names that were measured, call by call. */
function reads({ demo }: Look): string[][] {
  return demo.calls
    .filter((call) => call.startsWith('load.read'))
    .map((call) => (JSON.parse(call.replace('load.read ', '')) as { names: string[] }).names);
}

/** Makes the page believe that its window is hidden, or seen again. */
function hide(page: Page, hidden: boolean): Promise<void> {
  return page.evaluate((is) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

/** No more reading comes, once what is under way has come. */
async function rests(shown: Look): Promise<boolean> {
  const before = reads(shown).length;
  await shown.page.waitForTimeout(4_500);
  return reads(shown).length - before <= 1;
}

test('rows on screen show what they use, as a share of their limits, and only those are read', async () => {
  const shown = await look(browser);
  const { page, wrongs } = shown;
  const row = page.getByRole('row', { name: /feat-oauth-login-1/ });
  await row
    .locator('[aria-description*="of 2 CPU, "][aria-description*=" of 4 GB memory"]')
    .getByText(/^\d+%$/)
    .waitFor();
  await page
    .getByRole('row', { name: /feat-import-csv-1/ })
    .locator('[aria-description="It does not run"]')
    .waitFor();
  expect(await axe(page)).toEqual([]);

  const first = reads(shown).at(-1) ?? [];
  expect(first).toContain('maestro-feat-oauth-login-1');
  expect(first.length).toBeLessThanOrEqual(14);
  const rows = await page.locator('[data-row]').count();
  expect(first.length).toBeLessThan(rows);
  expect(wrongs).toEqual([]);
});

test('nothing is read while the column is off, and a key or its button turns it off and on', async () => {
  const shown = await look(browser);
  const { page } = shown;
  const head = page.getByRole('columnheader', { name: 'CPU, memory' });
  await head.waitFor();
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+L');
  await head.waitFor({ state: 'detached' });
  expect(await rests(shown)).toBe(true);

  await page.reload();
  await page.locator('[data-row]').first().waitFor();
  expect(await head.count()).toBe(0);
  const button = page.getByRole('button', { name: 'CPU and memory' });
  expect(await button.getAttribute('aria-pressed')).toBe('false');
  await button.click();
  await page.locator('[aria-description*="of 2 CPU"]').first().waitFor();
});

test('nothing is read while the window is hidden, has no room for it, or shows another view', async () => {
  const shown = await look(browser);
  const { page } = shown;
  await page.locator('[aria-description*="of 2 CPU"]').first().waitFor();
  await hide(page, true);
  expect(await rests(shown)).toBe(true);
  const before = reads(shown).length;
  await hide(page, false);
  await expect.poll(() => reads(shown).length).toBeGreaterThan(before);

  await page.keyboard.press('b');
  await page.getByRole('columnheader', { name: /Needs you/ }).waitFor();
  expect(await rests(shown)).toBe(true);

  const small = await look(browser, { viewport: { width: 960, height: 600 } });
  await small.page.locator('[data-row]').first().waitFor();
  expect(await rests(small)).toBe(true);
  expect(reads(small)).toEqual([]);
});

test('of one that stops, and where nothing can be read, no number stays that would be taken for one of now', async () => {
  const { page, demo } = await look(browser);
  const cell = page.getByRole('row', { name: /feat-oauth-login-1/ }).locator('.fleet-load');
  const said = () => cell.getAttribute('aria-description');
  await expect.poll(said).toMatch(/of 2 CPU/);
  demo.refuse('load.read', { code: 'INTERNAL', sentence: 'No.', hints: [], detail: null });
  await expect.poll(said).toBe('Not measured yet');
  demo.refuse('load.read', null);
  await expect.poll(said).toMatch(/of 2 CPU/);

  const one = demo.state.snapshot.containers['maestro-feat-oauth-login-1']!;
  // With the state that it had, so that its row stays where it is.
  demo.state.change({ containers: { [one.name]: { ...one, docker: 'exited' } } });
  await expect.poll(said).toBe('It does not run');
});
