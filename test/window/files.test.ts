import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { axe, look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const AT = '#/container/maestro-feat-oauth-login-1';
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

test('by keys alone: into a folder, to what a file holds, out again, and back to the terminal', async () => {
  const { page, wrongs } = await look(browser, { at: `${AT}/activity` });
  await page.getByRole('main').focus();
  await page.keyboard.press('Shift+F');
  const list = page.getByRole('listbox', { name: 'Names in the folder' });
  const chosen = list.getByRole('option', { selected: true });
  await expect.poll(() => chosen.innerText()).toContain('docs');
  await page.keyboard.press('j');
  await expect.poll(() => chosen.innerText()).toContain('src');
  await page.keyboard.press('Enter');
  await expect.poll(() => chosen.innerText()).toContain('auth');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('region', { name: 'oauth.ts' }).getByText("name: 'provider 3'").waitFor();
  await page.keyboard.press('End');
  await page.getByRole('region', { name: 'session.ts' }).getByText('randomBytes(32)').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('h');
  await expect.poll(() => chosen.innerText()).toContain('auth');
  await page.keyboard.press('Shift+F');
  await page.locator('[data-terminal="open"]').waitFor();
  expect(wrongs).toEqual([]);
});

test('by mouse: a picture, the way back, and the command that copies it', async () => {
  const { page, wrongs } = await look(browser, { at: `${AT}/files` });
  await page.getByRole('option', { name: /docs/ }).click();
  await page.getByRole('option', { name: /arrow\.png/ }).click();
  const picture = page.getByRole('region', { name: 'arrow.png' }).locator('img');
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(64);
  await page.getByText('maestro cp feat-oauth-login-1:/workspace/docs/arrow.png .').waitFor();
  await page.getByRole('navigation', { name: 'Folders' }).getByRole('button', { name: 'workspace' }).click();
  await page.getByRole('option', { name: /README\.md/ }).click();
  await page.getByText('The API of the shop.').waitFor();
  expect(wrongs).toEqual([]);
});

test('a folder that is gone, and a container that does not run, say so', async () => {
  const { page, demo } = await look(browser, { at: `${AT}/files` });
  await page.getByRole('option', { name: /src/ }).waitFor();
  demo.refuse('files.look', {
    code: 'FILE_UNREADABLE',
    sentence: '/workspace/src is not there.',
    hints: [],
    detail: null,
  });
  await page.getByRole('option', { name: /src/ }).click();
  await page.getByText('/workspace/src is not there.').waitFor();
  demo.refuse('files.look', null);
  await page.getByRole('button', { name: 'Read again' }).first().click();
  await page.getByRole('option', { name: /auth/ }).waitFor();

  await page.evaluate(() => (window.location.hash = '#/container/maestro-fix-timezone-reports-1/files'));
  await page.getByText('It does not run.').waitFor();
});
