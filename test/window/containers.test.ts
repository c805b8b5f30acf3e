import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { clipboard, startBrowser } from '../support/window.ts';
import { look } from '../support/looks.ts';

const NAME = 'chore-upgrade-vite-2';
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

test('name, nickname and limits are changed by keys alone, with the command that does the same, and taken back', async () => {
  const { page, demo } = await look(browser);
  await page.locator('[data-row]').first().waitFor();
  for (const key of ['j', 'F2']) await page.keyboard.press(key);
  const sheet = page.getByRole('dialog', { name: `Change ${NAME}` });
  await sheet.waitFor();
  for (const text of ['vite-next', 'vite', '1.5', '6g']) {
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await sheet.getByRole('button', { name: 'Copy the command' }).click();
  expect(await clipboard(page)).toBe(
    `maestro update ${NAME} --memory 6g --cpus 1.5 && maestro nick ${NAME} vite && maestro rename ${NAME} vite-next`,
  );

  await page.keyboard.press('Control+Enter');

  await page.getByRole('row', { name: /vite-next/ }).waitFor();
  await sheet.waitFor({ state: 'detached' });
  const changed = Object.values(demo.state.snapshot.containers).find(({ shortName }) => shortName === 'vite-next');
  expect(changed).toMatchObject({ nick: 'vite', limits: { cpus: 1.5, memoryBytes: 6 * 1024 ** 3 } });
  await page.keyboard.press('u');
  await page.getByRole('row', { name: new RegExp(NAME) }).waitFor();
});

test('what cannot be read is said at its field, and nothing is sent', async () => {
  const { page, demo } = await look(browser);
  await page.locator('[data-row]').first().waitFor();
  for (const key of ['j', 'F2']) await page.keyboard.press(key);
  const sheet = page.getByRole('dialog', { name: `Change ${NAME}` });
  await sheet.getByLabel('Memory').fill('a lot');
  await sheet.getByLabel('Nickname').fill('No Spaces');

  await sheet.getByText('Give memory such as 4g or 512m.').waitFor();
  await sheet.getByText('Use at most 32 lower-case letters, digits and dashes.').waitFor();
  await page.keyboard.press('Control+Enter');
  expect(await sheet.getByRole('button', { name: 'Change' }).isDisabled()).toBe(true);
  expect(demo.calls.filter((call) => /containers\.(update|nick|rename)/.test(call))).toEqual([]);
});

test('what the host refuses stands in the sheet, which stays', async () => {
  const { page, demo } = await look(browser);
  const problem = { code: 'LIMIT_INVALID', sentence: 'Docker has 2 CPUs, which is less.', hints: [], detail: null };
  demo.refuse('containers.update', problem as never);
  await page.locator('[data-row]').first().waitFor();
  for (const key of ['j', 'F2']) await page.keyboard.press(key);
  const sheet = page.getByRole('dialog', { name: `Change ${NAME}` });

  await sheet.getByLabel('CPUs').fill('64');
  await sheet.getByRole('button', { name: 'Change' }).click();

  await sheet.getByText('Docker has 2 CPUs, which is less.').waitFor();
});

test('a restart asks what is started again, and says that an agent at work is cut off', async () => {
  const { page, demo } = await look(browser);
  await page.getByRole('row', { name: /docs-guide-2/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Restart…/ }).click();
  const question = page.getByRole('alertdialog', { name: 'Restart docs-guide-2?' });
  await question.getByText('1 agent is at work').waitFor();

  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(demo.calls.some((call) => call.startsWith('containers.restart'))).toBe(false);
  await page.keyboard.press('Shift+R');
  await question.getByRole('button', { name: 'Restart everything' }).click();

  await page.getByText('Restarted docs-guide-2.').first().waitFor();
  const [call] = demo.calls.filter((one) => one.startsWith('containers.restart'));
  expect(call).toMatch(/"full":true.*"running":true|"running":true.*"full":true/);
});

test('the page of a container has them in its menu', async () => {
  const { page } = await look(browser);
  await page.getByRole('row', { name: /docs-guide-2/ }).dblclick();
  await page.getByRole('heading', { name: 'docs-guide-2', level: 1 }).waitFor();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: /Change…/ }).click();

  await page.getByRole('dialog', { name: 'Change docs-guide-2' }).waitFor();
});

test('the host hears which container is looked at, and that none is', async () => {
  const { page, demo } = await look(browser);
  const told = () => demo.calls.filter((call) => call.startsWith('notices.focus')).at(-1);
  await page.getByRole('row', { name: /docs-guide-2/ }).dblclick();
  await expect.poll(told).toContain('docs-guide-2');

  await page.getByRole('link', { name: 'Back to Fleet' }).click();

  await expect.poll(told).toContain('"container":null');
});

test('a terminal that comes late takes no keys from a menu that was opened meanwhile', async () => {
  const { page } = await look(browser);
  let arrive: () => void = () => undefined;
  const late = new Promise<void>((done) => (arrive = done));
  await page.route('**/assets/TerminalView-*.js', async (route) => {
    await late;
    await route.continue();
  });
  await page.reload();
  await page.getByRole('row', { name: /docs-guide-2/ }).dblclick();
  await page.getByRole('button', { name: 'More actions' }).click();
  const change = page.getByRole('menuitem', { name: /Change…/ });
  await change.waitFor();

  arrive();

  await page.locator('[data-terminal-place] textarea').waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Change docs-guide-2' }).waitFor();
});
