import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { RACE } from '../../electron/demo/review.ts';
import { look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const NAME = 'maestro-feat-oauth-login-1';
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

function messages(page: Page) {
  return page.getByRole('status', { name: 'What was done' });
}

function call(procedure: string, input: object): string {
  return `${procedure} ${JSON.stringify(input)}`;
}

test('a host that was allowed is taken away again, and one that was taken away is allowed as it was', async () => {
  const { page, demo } = await look(browser, { at: '#/system/isolation' });
  await page.getByRole('button', { name: 'Always: telemetry.tool.test' }).click();
  await messages(page).getByRole('button', { name: /^Undo/ }).click();
  await messages(page).getByText(`${NAME} may not reach telemetry.tool.test any more.`).waitFor();
  expect(demo.calls).toContain(call('network.removeDomain', { name: NAME, domain: 'telemetry.tool.test' }));

  await page.getByRole('button', { name: 'Take away staging.shop.test' }).click();
  await messages(page).getByText(`${NAME} may not reach staging.shop.test any more.`).waitFor();
  await page.keyboard.press('u');
  await messages(page).getByText(`${NAME} may reach staging.shop.test again until it is stopped.`).waitFor();
  const again = { name: NAME, domain: 'staging.shop.test', term: 'until-stopped' };
  expect(demo.calls).toContain(call('network.addDomain', again));
});

test('a preset goes back to the one before', async () => {
  const { page, demo } = await look(browser, { at: '#/system/isolation' });
  const choice = page.getByRole('radiogroup', { name: 'How much it may reach' });
  await choice.getByRole('radio', { name: 'Locked' }).click();
  await messages(page).getByText(`${NAME} is locked now.`).waitFor();
  await messages(page).getByRole('button', { name: /^Undo/ }).click();
  await messages(page).getByText(`${NAME} is standard again.`).waitFor();
  expect(demo.calls).toContain(call('network.setPreset', { name: NAME, preset: 'standard' }));
});

test('a sign-in that was taken back says what stays cut off, and is lent again there', async () => {
  const { page, demo } = await look(browser, { at: '#/system/credentials' });
  await page
    .getByText(/containers have it/)
    .first()
    .click();
  await page.getByRole('button', { name: 'Revoke: feat-oauth-login-1' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await messages(page).getByText('What it cut off cannot be undone; it can be lent again.').waitFor();
  await messages(page)
    .getByRole('button', { name: /^Lend again/ })
    .click();
  await messages(page).getByText(`${NAME} has the sign-in again.`).waitFor();
  expect(demo.calls).toContain(call('credentials.revoke', { name: NAME, again: true }));
});

test('a setting whose value had been refused says that it cannot be put back', async () => {
  const { page } = await look(browser, { at: '#/system/settings' });
  await page.getByRole('button', { name: 'Show containers.resources.memory' }).click();
  const form = page.getByRole('form', { name: 'Set containers.resources.memory' });
  await form.getByLabel('Value').fill('2g');
  await form.getByRole('button', { name: 'Save' }).click();
  await messages(page).getByText('What the file said before was refused, so it cannot be put back.').waitFor();
});

test('the first mark of a review says that there is none to go back to', async () => {
  const { page, demo } = await look(browser, { at: `#/review/${RACE}` });
  await page.getByText('4 commits, the newest').waitFor();
  await page.keyboard.press('e');
  await messages(page)
    .getByText(/The first mark cannot be taken back/)
    .waitFor();
  expect(demo.calls.filter((line) => line.startsWith('review.mark'))).toHaveLength(1);
});

test('conflicts that were sent say that this cannot be undone', async () => {
  const { page, demo } = await look(browser, { at: `#/review/${RACE}` });
  await page.getByText('4 commits, the newest').waitFor();
  await page.keyboard.press('m');
  const sheet = page.getByRole('alertdialog', { name: /^Merge/ });
  await sheet.getByRole('textbox', { name: 'Into' }).waitFor();
  demo.refuse('review.merge', { code: 'MERGE_CONFLICT', sentence: 'Two conflict.', hints: [], detail: 'a.ts' });
  await page.keyboard.press('Control+Enter');
  await sheet.getByRole('button', { name: 'Let the agent resolve it' }).click();
  await messages(page).getByText('This cannot be undone; interrupt the agent to stop it.').waitFor();
});

test('a pull request whose sheet was closed early says where it is, and that it cannot be undone here', async () => {
  const { page, demo } = await look(browser, { at: `#/review/${RACE}` });
  await page.getByText('4 commits, the newest').waitFor();
  await page.keyboard.press('p');
  const sheet = page.getByRole('alertdialog', { name: /^Pull request of/ });
  await sheet.getByRole('textbox', { name: 'Branch there' }).waitFor();
  const release = demo.hold('pullRequests.open');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => demo.calls.some((line) => line.startsWith('pullRequests.open'))).toBe(true);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  release();
  await messages(page)
    .getByText('This cannot be undone here: close it there, at https://github.com/acme/web-shop/pull/7.')
    .waitFor();
});

test('a restore goes back to the trash, and what was removed for good says so', async () => {
  const { page, demo } = await look(browser, { at: '#/system/storage' });
  const row = page.getByRole('listitem', { name: 'feat-webhook-retries-1' });
  await row.getByRole('button', { name: /Restore/ }).click();
  await messages(page).getByRole('button', { name: /^Undo/ }).click();
  await messages(page)
    .getByText(/is in the trash again\./)
    .waitFor();
  expect(demo.calls.filter((line) => line.startsWith('containers.remove '))).toHaveLength(1);

  await page.getByRole('button', { name: 'Remove what is left…' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await messages(page)
    .getByText(/Removed what was left of .*This cannot be undone\./)
    .waitFor();
});
