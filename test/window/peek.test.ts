import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { axe, look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

const ASKS = 'maestro-feat-oauth-login-1';

function peek(page: Page, name: string) {
  return page.getByRole('dialog', { name });
}

/** What has the focus, by its element's id or words. */
function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.id);
}

test('Space in the inbox shows the last lines, a digit answers there, and Escape gives the focus back', async () => {
  const { page, demo, wrongs } = await look(browser, { at: '#/inbox' });
  const item = page.getByRole('listitem', { name: 'Asks feat-oauth-login-1' });
  await item.focus();
  await page.keyboard.press('Space');
  const sheet = peek(page, 'feat-oauth-login-1');
  await sheet.getByText('14 passed (2.1 s)').waitFor();
  await sheet.getByText('Notification hook of the agent, 3 minutes ago').waitFor();
  expect(await axe(page)).toEqual([]);
  expect((await sheet.boundingBox())?.width).toBe(480);

  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toBe(`inbox-${ASKS}`);

  await page.keyboard.press('Space');
  await sheet.waitFor();
  await page.keyboard.press('2');
  await expect.poll(() => demo.calls.join('\n')).toContain(`"text":"2"`);
  await sheet.getByText('Running', { exact: true }).waitFor();
  expect(wrongs).toEqual([]);
});

test('Space in the fleet peeks and closes again, and Enter opens the container', async () => {
  const { page, demo } = await look(browser);
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('j');
  const row = page.locator('[data-row][aria-current="true"]');
  const name = (await row.getAttribute('data-row'))?.replace('maestro-', '') ?? '';

  await page.keyboard.press('Space');
  await peek(page, name).waitFor();
  await page.keyboard.press('Space');
  await peek(page, name).waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toBe(`row-maestro-${name}`);

  await page.keyboard.press('Space');
  await peek(page, name).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  expect(demo.calls.filter((call) => call.startsWith('terminals.lastLines')).length).toBeGreaterThan(1);
});

test('a key in the moment in which the peek opens is the peek’s, and none of the page beneath it', async () => {
  const { page } = await look(browser);
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('j');
  const row = page.locator('[data-row][aria-current="true"]');
  const name = (await row.getAttribute('data-row'))?.replace('maestro-', '') ?? '';
  await peek(page, name).waitFor({ state: 'detached' });

  await page.evaluate(async () => {
    for (const key of [' ', 'Enter']) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    }
  });
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await peek(page, name).waitFor({ state: 'detached' });
});

test('the queue of the review peeks too; a stopped container says why it shows nothing; a failure is told', async () => {
  const { page, demo } = await look(browser, { at: '#/review/maestro-spike-event-sourcing-2' });
  const queue = page.getByRole('navigation', { name: 'Waiting for review' });
  await queue.locator('[aria-current="true"]').focus();
  await page.keyboard.press('Space');
  await peek(page, 'spike-event-sourcing-2').getByText('It does not run').waitFor();
  await page.getByRole('button', { name: 'Close' }).last().click();

  demo.refuse('terminals.lastLines', { code: 'DOCKER_FAILED', sentence: 'It broke.', hints: [], detail: null });
  await page.goto(`${demo.url}#/inbox`);
  const item = page.getByRole('listitem', { name: 'Asks feat-oauth-login-1' });
  await item.hover();
  await item.getByRole('button', { name: 'Peek' }).click();
  await peek(page, 'feat-oauth-login-1').getByText('It broke.').waitFor();
});

test('a container that goes while it is looked at is said to be gone, and a line to its agent is kept', async () => {
  const { page, demo } = await look(browser, { at: '#/inbox' });
  await page.getByRole('listitem', { name: 'Asks feat-oauth-login-1' }).focus();
  await page.keyboard.press('Space');
  const sheet = peek(page, 'feat-oauth-login-1');
  await sheet.getByRole('textbox', { name: 'Answer' }).fill('PKCE, since 1 is ');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.keyboard.press('Space');
  expect(await sheet.getByRole('textbox', { name: 'Answer' }).inputValue()).toBe('PKCE, since 1 is ');

  demo.state.change({ containers: { [ASKS]: null } });

  await page.getByText('That container is gone.').waitFor();
});
