import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { look } from '../support/looks.ts';
import { until } from '../support/until.ts';
import { startBrowser } from '../support/window.ts';

const AGENT = '#/container/maestro-feat-oauth-login-1/agent';
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

async function terminal(at = AGENT) {
  const opened = await look(browser, { at });
  await opened.page.locator('[data-terminal="open"]').waitFor();
  return { ...opened, screen: opened.page.locator('.xterm-rows') };
}

test('the agent’s terminal has the keys at once, and the footer says so', async () => {
  const { page, screen } = await terminal();
  await page.getByText('Terminal has the keys').waitFor();

  await page.keyboard.type('npm test');

  await screen.getByText('npm test').waitFor();
});

test('single letters belong to the terminal, and to the page after it was left', async () => {
  const { page } = await terminal();
  await page.keyboard.press('n');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);

  await page.keyboard.press('Control+Shift+Escape');
  await page.getByText('Maestro has the keys').waitFor();
  await page.keyboard.press('n');

  await page.getByRole('dialog', { name: 'New container' }).waitFor();
});

test('the app’s own chords work inside the terminal', async () => {
  const { page } = await terminal();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Command palette' }).waitFor();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+j');

  await page.getByRole('heading', { name: 'fix-api-rate-limit-1', level: 1 }).waitFor();
});

test('the shell is one click away, and a reload comes back to it', async () => {
  const { page, screen } = await terminal();
  await page.getByRole('tab', { name: 'Shell' }).click();
  await screen.getByText('git status --short').waitFor();

  await page.reload();

  await screen.getByText('git status --short').waitFor();
  expect(page.url()).toMatch(/#\/container\/maestro-feat-oauth-login-1\/shell$/);
});

test('several lines arrive as one paste, and none of them is entered by itself', async () => {
  const { page, demo } = await terminal();
  await page.evaluate(() => navigator.clipboard.writeText('first\nsecond'));

  await page.keyboard.press('Shift+Insert');

  await until('one bracketed paste', () =>
    demo.calls.includes(`terminals.write "\\u001b[200~first\\rsecond\\u001b[201~"`),
  );
});

test('a link opens only after its real host was shown', async () => {
  const { page, screen } = await terminal();
  const link = screen.getByText('https://www.rfc-editor.org/rfc/rfc7636');
  const box = (await link.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(box.x + 20, box.y + 5);
  await page.locator('.xterm-cursor-pointer').waitFor();
  await page.mouse.click(box.x + 20, box.y + 5);

  const question = page.getByRole('alertdialog', { name: 'Open www.rfc-editor.org?' });
  await question.waitFor();
  expect(page.context().pages()).toHaveLength(1);
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
});

test('text is found on the terminal’s screen', async () => {
  const { page } = await terminal();
  await page.keyboard.press('Control+Shift+F');
  const field = page.getByRole('textbox', { name: 'Find in the terminal' });
  await field.fill('PKCE');
  await page.locator('.xterm-selection div').first().waitFor({ state: 'attached' });

  await field.fill('nowhere to be found');
  await page.getByText('No match').waitFor();
});

test('the end of a viewer is told, and it can be opened again', async () => {
  const { page, screen } = await terminal();
  await page.keyboard.press('Control+d');
  await page.getByText('This viewer was closed.').waitFor();

  await page.getByRole('button', { name: 'Reconnect' }).click();

  await page.locator('[data-terminal="open"]').waitFor();
  await screen.getByText('Should I use PKCE').waitFor();
});

test('after a lost connection the terminal attaches again by itself', async () => {
  const { page, demo, screen } = await terminal();
  demo.cut(true);
  await page.getByText('Connection lost. The terminal attaches again by itself.').waitFor();
  await page.getByText('The connection to Maestro was lost.').waitFor();

  demo.cut(false);

  await page.locator('[data-terminal="open"]').waitFor();
  await screen.getByText('Should I use PKCE').waitFor();
  await page.getByText('The connection to Maestro was lost.').waitFor({ state: 'detached' });
});

test('a resized window resizes the terminal', async () => {
  const { page, screen } = await terminal();
  const rows = await screen.locator('> div').count();

  await page.setViewportSize({ width: 960, height: 600 });

  await until('fewer rows', async () => (await screen.locator('> div').count()) < rows);
});

test('a stopped container says so and starts from there', async () => {
  const { page } = await look(browser, { at: '#/container/maestro-fix-timezone-reports-1/agent' });
  await page.getByText('fix-timezone-reports-1 is stopped.').waitFor();

  await page.getByRole('button', { name: 'Start', exact: true }).last().click();

  await page.locator('[data-terminal="open"]').waitFor();
});

test('an address of a container that is gone leads back to the fleet', async () => {
  const { page } = await look(browser, { at: '#/container/maestro-nobody/agent' });
  await page.getByText('There is no container maestro-nobody.').waitFor();

  await page.getByRole('link', { name: 'Back to Fleet' }).click();

  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
});

test('details show task, git, isolation and what the state rests on', async () => {
  const { page } = await look(browser, { at: AGENT, viewport: { width: 1600, height: 900 } });
  const details = page.getByRole('complementary');

  await details.getByText('a state parameter that does not match').waitFor();
  await details.getByText('79 changed files').waitFor();
  await details.getByText('IPv6 is off').waitFor();
  await details.getByText('Notification hook of the agent').waitFor();
});
