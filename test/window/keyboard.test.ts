import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { axe, look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

const line = (page: Page, label: string) => page.getByRole('listitem').filter({ hasText: label });

async function toKeys(page: Page): Promise<void> {
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Shortcuts' }).getByRole('button', { name: 'Change keys' }).click();
  await page.getByRole('region', { name: 'desktop.keys' }).waitFor();
}

test('an action gets the keys that are pressed: they hold at once, everywhere, and can be given back', async () => {
  const { page, wrongs } = await look(browser);
  await toKeys(page);
  await page.getByRole('button', { name: 'Change the keys of: Go to Review' }).click();
  await page.getByRole('application', { name: 'Keys for: Go to Review' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await line(page, 'Go to Review').getByText('L', { exact: true }).waitFor();

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Shortcuts' });
  await sheet.getByText('Go to Review').waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.getByRole('main').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect.poll(() => page.url()).toContain('#/review');

  await toKeys(page);
  await page.getByRole('button', { name: 'Give back its own keys: Go to Review' }).click();
  await line(page, 'Go to Review').getByText('R', { exact: true }).waitFor();
  expect(wrongs).toEqual([]);
});

test('keys that stand for something already say so, and those of the terminal are refused', async () => {
  const { page } = await look(browser);
  await toKeys(page);
  await page.getByRole('button', { name: 'Change the keys of: Peek at the container' }).click();
  await page.keyboard.press('x');
  await page.getByText('The same keys: Select or unselect (Fleet)').first().waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('application').count()).toBe(0);

  await page.getByRole('button', { name: 'Change the keys of: Command palette' }).click();
  await page.keyboard.press('Control+d');
  await page.getByText('“mod+d” belongs to the programs in a terminal.').waitFor();
  expect(await page.getByRole('button', { name: 'Take these' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'No key' }).click();
  await line(page, 'Command palette').getByText('no key').waitFor();
  await page.getByRole('button', { name: /^Undo/ }).last().click();
  await line(page, 'Command palette').getByText('K', { exact: true }).waitFor();
});
