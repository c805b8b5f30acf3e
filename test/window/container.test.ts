import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { look } from '../support/looks.ts';
import { until } from '../support/until.ts';
import { clipboard, startBrowser } from '../support/window.ts';

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

test('a click on a tab gives the keys to its terminal, also on the one that is shown', async () => {
  const { page, demo } = await terminal();
  for (const name of ['Shell', 'Shell', 'Agent']) await page.getByRole('tab', { name }).click();
  await page.keyboard.type('typed');

  const keys = (): string => demo.calls.flatMap((call) => /^terminals\.write "(.*)"$/.exec(call)?.[1] ?? []).join('');
  await expect.poll(keys).toBe('typed');
});

test('an agent that has ended takes no keys, and the footer says so', async () => {
  const { page, demo } = await terminal();
  await page.getByText('Terminal has the keys').waitFor();
  const name = 'maestro-feat-oauth-login-1';
  const ended = { ...demo.state.snapshot.containers[name]!, agentProcess: { state: 'exited' as const, exitCode: 1 } };
  demo.state.change({ containers: { [name]: ended } });

  await page.getByText('The agent ended with exit code 1.').waitFor();
  await page.getByText('Maestro has the keys').waitFor();
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

test('what is pasted goes to the host as it lay on the clipboard, and tmux decides on its brackets', async () => {
  const { page, demo } = await terminal();
  await page.evaluate(() => navigator.clipboard.writeText('first\nsecond'));

  await page.keyboard.press('Shift+Insert');

  await until('one paste', () => demo.calls.includes('terminals.paste "first\\nsecond"'));
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

test('text is found in all of the scrollback, with counts, the newest match first', async () => {
  const { page } = await terminal();
  await page.keyboard.press('Control+Shift+F');
  const field = page.getByRole('textbox', { name: 'Find in the terminal' });
  await field.fill('An earlier line');
  await page.getByText('120 of 120').waitFor();
  await field.press('Enter');
  await page.getByText('119 of 120').waitFor();

  await field.fill('3 An earlier line of the agent');
  await page.getByText('12 of 12', { exact: true }).waitFor();
  await field.fill('nowhere to be found');
  await page.getByText('No match').waitFor();
  await field.press('Escape');
  await page.getByText('Terminal has the keys').waitFor();
});

test('while it is scrolled a mark says so, and typing returns to the end', async () => {
  const { page, screen } = await terminal();
  await page.mouse.move(500, 400);
  await page.mouse.wheel(0, -2000);
  const mark = page.getByText(/above the end: typing returns there/);
  await mark.waitFor();
  await screen.getByText('An earlier line').first().waitFor();

  await page.keyboard.type('x');

  await mark.waitFor({ state: 'detached' });
  await screen.getByText('Should I use PKCE').waitFor();
});

test('the mouse selects, and the selection is copied by key and by menu', async () => {
  const { page, screen } = await terminal();
  const line = screen.getByText('I read', { exact: false }).first();
  const box = (await line.boundingBox()) ?? { x: 0, y: 0, height: 0 };
  await page.mouse.dblclick(box.x + 20, box.y + box.height / 2);
  await page.locator('.xterm-selection div').first().waitFor({ state: 'attached' });
  await page.keyboard.press('Control+Shift+C');
  await until('the copy', async () => (await clipboard(page)).trim() !== '');
  const copied = await clipboard(page);
  await page.evaluate(() => navigator.clipboard.writeText(''));

  await page.mouse.click(box.x + 20, box.y + box.height / 2, { button: 'right' });
  await page.getByRole('menuitem', { name: /^Copy/ }).click();

  await until('the same copy', async () => (await clipboard(page)) === copied);
});

test('on a Mac Cmd+C copies, and Ctrl+C goes to the program', async () => {
  const { page, demo, screen } = await terminal();
  await page.addInitScript(() => Object.defineProperty(navigator, 'userAgent', { get: () => 'Macintosh' }));
  await page.reload();
  await page.locator('[data-terminal="open"]').waitFor();
  const box = (await screen.getByText('I read', { exact: false }).first().boundingBox()) ?? { x: 0, y: 0, height: 0 };
  await page.mouse.dblclick(box.x + 20, box.y + box.height / 2);
  await page.locator('.xterm-selection div').first().waitFor({ state: 'attached' });

  await page.keyboard.press('Meta+C');
  await until('the copy', async () => (await clipboard(page)).trim() !== '');

  await page.keyboard.press('Control+C');
  await until('the key', () => demo.calls.includes(`terminals.write ${JSON.stringify('\u0003')}`));
});

test('a right click opens a menu that pastes', async () => {
  const { page, demo } = await terminal();
  await page.evaluate(() => navigator.clipboard.writeText('from the menu'));
  await page.mouse.click(500, 400, { button: 'right' });
  await page.getByRole('menuitem', { name: /^Paste/ }).click();

  await until('the paste', () => demo.calls.includes('terminals.paste "from the menu"'));
  await page.getByText('Terminal has the keys').waitFor();
});

test('the footer gives the keys back to Maestro wherever the terminal is not', async () => {
  const { page } = await terminal();
  await page.getByText('Terminal has the keys').waitFor();

  await page.goto(`${new URL(page.url()).origin}${new URL(page.url()).pathname}#/fleet`);

  await page.getByText('Maestro has the keys').waitFor();
});

test('the end of a viewer is told, and it can be opened again', async () => {
  const { page, screen } = await terminal();
  await page.keyboard.press('Control+d');
  await page.getByText('The agent’s window was closed.').waitFor();

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

test('what an agent has used is read when somebody wants to know, with what is not known of it', async () => {
  const { page, demo } = await look(browser, { at: AGENT });
  const details = page.getByRole('complementary', { name: /^Details of/ });
  if ((await details.count()) === 0) await page.getByRole('button', { name: 'Details' }).click();
  expect(demo.calls.filter((call) => call.startsWith('usage'))).toEqual([]);

  await details.getByRole('button', { name: 'Read tokens and cost' }).click();

  await details.getByText('$3.10').waitFor();
  await details.getByText('1.23k in · 56.7k out · 4.56M from cache').waitFor();
  await details.getByText('No price is known for new-model').waitFor();
  await details.getByRole('button', { name: 'Read again' }).click();
  await expect.poll(() => demo.calls.filter((call) => call.startsWith('usage')).length).toBe(2);
});
