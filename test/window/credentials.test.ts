import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../electron/contract/errors.ts';
import { look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const HELD: Problem = {
  code: 'LOCK_HELD',
  sentence: 'Another process is at work on the credentials.',
  hints: ['Try again.'],
  detail: null,
};
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

function credentials() {
  return look(browser, { at: '#/system/credentials' });
}

test('each provider has a row with its state, who renews it and who holds it; a file others can read is named', async () => {
  const { page } = await credentials();
  const row = (name: string) => page.getByRole('listitem', { name });

  await row('Claude Code').getByText('Valid for 147.2h').waitFor();
  await row('Claude Code').getByText('You renew it on this machine').waitFor();
  await row('Claude Code').getByText('No secret is in the container').waitFor();
  await row('Claude Code')
    .getByText(/\d+ containers have it/)
    .click();
  await row('Claude Code').getByRole('link', { name: 'feat-oauth-login-1' }).waitFor();
  await row('Codex').getByText('EXPIRED 2.8h ago').waitFor();
  await row('Codex').getByText('Others on this machine can read this file').waitFor();
  await row('Gemini CLI').getByText('NO AUTH').waitFor();
});

test('a lease is taken back after a question, and lent again', async () => {
  const { page, demo } = await credentials();
  await page
    .getByText(/containers have it/)
    .first()
    .click();
  await page.getByRole('button', { name: 'Revoke: feat-oauth-login-1' }).click();
  const sheet = page.getByRole('alertdialog');
  await sheet.getByText('maestro revoke maestro-feat-oauth-login-1').waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  expect(demo.calls.join()).not.toContain('credentials.revoke');

  await page.getByRole('button', { name: 'Revoke: feat-oauth-login-1' }).click();
  await sheet.getByRole('button', { name: 'Revoke' }).click();
  const call = 'credentials.revoke {"name":"maestro-feat-oauth-login-1","again":false}';
  await expect.poll(() => demo.calls).toContain(call);

  await page.getByText(/taken back from/).click();
  await page
    .getByRole('button', { name: /Lend again/ })
    .first()
    .click();
  await expect.poll(() => demo.calls.some((one) => /credentials\.revoke .*"again":true/.test(one))).toBe(true);
});

test('by keyboard: a row is chosen, its sign-in has the terminal, and leads back to what was done', async () => {
  const { page, demo, wrongs } = await credentials();
  await page.getByRole('heading', { name: 'Claude Code' }).waitFor();
  await page.keyboard.press('j');
  await page.locator('[aria-current="true"]').getByRole('heading', { name: 'Codex' }).waitFor();
  await page.keyboard.press('s');
  await page.getByRole('heading', { name: 'Sign in: Codex' }).waitFor();
  await page.locator('[data-terminal="open"]').waitFor();
  expect(demo.calls).toContain('credentials.signIn {"agent":"codex"}');

  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'What was done' }).waitFor();
  await page.getByText('Freshest').waitFor();
  expect(wrongs).toEqual([]);
});

test('a sign-in goes on while another place is shown, is ended by its button, and one that fails is tried again', async () => {
  const { page, demo } = await credentials();
  await page.getByRole('button', { name: 'Sign in: Gemini CLI' }).click();
  await page.locator('[data-terminal="open"]').waitFor();
  await page.getByRole('link', { name: 'Machine' }).click();
  await page.getByRole('link', { name: 'Credentials' }).click();
  await page.locator('[data-terminal="open"]').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Claude Code' }).waitFor();

  demo.refuse('credentials.signIn', HELD);
  await page.getByRole('button', { name: 'Sign in: Gemini CLI' }).click();
  await page.getByText(HELD.sentence).waitFor();
  demo.refuse('credentials.signIn', null);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('[data-terminal="open"]').waitFor();
});

test('a refresh says of each place what it did, and why it could not be', async () => {
  const { page, demo } = await credentials();
  await page.getByRole('heading', { name: 'Claude Code' }).waitFor();
  await page.keyboard.press('r');
  const report = page.getByRole('region', { name: 'What was done' });
  await report.getByText('This machine').waitFor();
  await report.getByText('Got it').first().waitFor();
  await report.getByText('It was stopped meanwhile.').waitFor();

  demo.refuse('credentials.refresh', HELD);
  await page.getByRole('button', { name: 'Refresh tokens' }).click();
  await page.getByText(HELD.sentence).waitFor();
});

test('a secret is asked for unseen, and what is refused says why', async () => {
  const { page, demo } = await credentials();
  await page.getByRole('heading', { name: 'Claude Code' }).waitFor();
  await page.keyboard.press('t');
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: 'API key' }).click();
  const field = sheet.getByLabel('API key', { exact: true });
  await field.fill('test-key');
  expect(await field.getAttribute('type')).toBe('password');
  await sheet.getByText('maestro auth --agent claude --api-key').waitFor();
  demo.refuse('credentials.keep', HELD);
  await page.keyboard.press('Enter');
  await sheet.getByText(HELD.sentence).waitFor();

  demo.refuse('credentials.keep', null);
  await field.press('Enter');
  await sheet.waitFor({ state: 'detached' });
  expect(demo.calls).toContain('credentials.keep {"agent":"claude","kind":"api-key","secret":"test-key"}');
});

test('while it is read the page says so, and what cannot be read says why; the palette and a key lead there', async () => {
  const { page, demo } = await look(browser);
  const release = demo.hold('credentials.list');
  demo.refuse('credentials.list', HELD);
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.getByRole('status', { name: 'Reading the credentials' }).waitFor();
  release();
  await page.getByText(HELD.sentence).waitFor();
  demo.refuse('credentials.list', null);
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByRole('heading', { name: 'Gemini CLI' }).waitFor();

  await page.keyboard.press('Control+k');
  await page
    .getByRole('option', { name: /Go to Credentials/ })
    .first()
    .waitFor();
});
