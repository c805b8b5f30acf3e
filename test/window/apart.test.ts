import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

test('Shift+Enter opens a container in a window of its own, and leaves the list as it is', async () => {
  const { page, demo } = await look(browser);
  await page.getByRole('row', { name: /feat-oauth-login-1/ }).click();
  const opened = page.context().waitForEvent('page');
  await page.keyboard.press('Shift+Enter');
  const apart = await opened;
  await apart.waitForURL(`${demo.url}#/container/maestro-feat-oauth-login-1/agent`);
  await apart.getByRole('tab', { name: 'Agent' }).waitFor();
  expect(await apart.evaluate(() => window.opener as unknown)).toBeNull();
  expect(page.url()).toBe(`${demo.url}#/fleet`);
});

test('so does the Inbox', async () => {
  const { page, demo } = await look(browser, { at: '#/inbox' });
  await page.getByRole('group', { name: 'What waits for you' }).waitFor();
  const opened = page.context().waitForEvent('page');
  await page.keyboard.press('Shift+Enter');
  const apart = await opened;
  await apart.waitForURL((url) => url.hash.startsWith('#/container/'));
  expect(page.url()).toBe(`${demo.url}#/inbox`);
});
