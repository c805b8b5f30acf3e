import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../electron/contract/errors.ts';
import { look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const NAME = 'maestro-feat-oauth-login-1';
const STOPPED: Problem = {
  code: 'GATEWAY_STOPPED',
  sentence: 'The gateway does not run, so nothing passes and nobody can be asked.',
  hints: [`Start the container first: maestro start ${NAME}`],
  detail: null,
};
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

function isolation() {
  return look(browser, { at: '#/system/isolation' });
}

test('a refused host is allowed in place: once, always, or until the container is stopped', async () => {
  const { page, demo } = await isolation();
  for (const [word, term] of [
    ['Allow once', 'once'],
    ['Always', 'always'],
    ['Until stopped', 'until-stopped'],
  ] as const) {
    await page.getByRole('button', { name: `${word}: telemetry.tool.test` }).click();
    const call = `network.addDomain ${JSON.stringify({ name: NAME, domain: 'telemetry.tool.test', term })}`;
    await expect.poll(() => demo.calls).toContain(call);
  }
  await page.getByText(`${NAME} may reach telemetry.tool.test until it is stopped.`).waitFor();
});

test('the card of a container shows its proof, what was refused and what is allowed, and leads to all networks', async () => {
  const { page } = await look(browser, { at: `#/container/${NAME}/agent`, viewport: { width: 1600, height: 900 } });
  const card = page.getByRole('complementary', { name: /Details of/ });

  await card.getByText('Refused last').waitFor();
  await card.getByRole('button', { name: 'Allow once: telemetry.tool.test' }).waitFor();
  await card.getByText('6 allowed hosts').click();
  await card.getByText('a remote of its project lies there').waitFor();
  await card.getByRole('link', { name: 'All networks and their ledgers' }).click();
  await page.getByRole('navigation', { name: 'Networks' }).waitFor();
});

test('it is asked whether something would pass, by keyboard alone, and a gateway that is stopped says what to do', async () => {
  const { page, demo, wrongs } = await isolation();
  await page.getByLabel(/^URL/).focus();
  await page.keyboard.type('https://other.test/x');
  await page.keyboard.press('Enter');
  await page.getByText('It would be refused.').waitFor();
  await page.getByText(`maestro add-domain ${NAME} other.test`).waitFor();

  demo.refuse('egress.explain', STOPPED);
  await page.keyboard.press('Enter');
  await page.getByText(STOPPED.sentence).waitFor();
  expect(wrongs).toEqual([]);
});

test('the ledger is narrowed by verdict and by words, and says when nothing is left', async () => {
  const { page } = await isolation();
  const rows = page.getByRole('table').getByRole('row');
  await expect.poll(() => rows.count()).toBe(7);

  await page.getByRole('radio', { name: 'Refused' }).click();
  await expect.poll(() => rows.count()).toBe(3);
  await page.getByRole('group', { name: /Network of/ }).focus();
  await page.keyboard.press('/');
  await page.keyboard.type('fonts');
  await expect.poll(() => rows.count()).toBe(2);
  await page.keyboard.type('zzz');
  await page.getByText('None of 6 rows is like this.').waitFor();
});

test('j and k walk through the networks, and a preset that is open warns for as long as it is', async () => {
  const { page, demo } = await isolation();
  const chosen = page.getByRole('navigation', { name: 'Networks' }).locator('[aria-current="true"]');
  await chosen.getByText('feat-oauth-login-1').waitFor();
  await page.keyboard.press('j');
  await chosen.getByText('fix-api-rate-limit-1').waitFor();
  await page.keyboard.press('k');

  await page.getByRole('radio', { name: 'Open' }).click();
  await expect.poll(() => demo.calls).toContain(`network.setPreset ${JSON.stringify({ name: NAME, preset: 'open' })}`);
  await page.getByText('Warning: it reaches every host.').waitFor();
  await chosen.getByText('Open').waitFor();
  await page.getByRole('radio', { name: 'Standard' }).click();
  await chosen.getByText('Verified').waitFor();
});

test('what cannot be read says why and is read again; while it is read, and where nothing is, the page says so', async () => {
  const { page, demo } = await isolation();
  await page.getByText('telemetry.tool.test').first().waitFor();
  const release = demo.hold('network.get');
  await page.keyboard.press('j');
  await page.getByRole('status', { name: 'Reading the rules' }).waitFor();
  demo.refuse('network.get', STOPPED);
  release();
  await page.getByText(STOPPED.sentence).waitFor();
  demo.refuse('network.get', null);
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByText('telemetry.tool.test').first().waitFor();

  const empty = await look(browser, { at: '#/system/isolation', change: () => ({ containers: {} }) });
  await empty.page.getByText('No network to show').waitFor();
});

test('the palette and a key lead there', async () => {
  const { page } = await look(browser);
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.getByRole('navigation', { name: 'Networks' }).waitFor();
  await page.keyboard.press('Control+k');
  await page
    .getByRole('option', { name: /Go to Isolation/ })
    .first()
    .waitFor();
});
