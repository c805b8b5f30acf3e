import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../electron/contract/errors.ts';
import { DEMO_CONFIG } from '../support/demo.ts';
import { look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const HELD: Problem = { code: 'LOCK_HELD', sentence: 'Another process has it.', hints: [], detail: null };
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

function settings() {
  return look(browser, { at: '#/system/settings' });
}

test('each key has what holds, its default, what it accepts and where it comes from; the file’s faults are named', async () => {
  const { page, demo } = await settings();
  await page.getByRole('button', { name: /resources\.cpus/ }).click();
  const detail = page.getByRole('region', { name: 'containers.resources.cpus' });
  await detail.getByText('config.yml, line 6').waitFor();
  await detail.getByText('from 0.1 to 512').waitFor();
  await page.getByText(demo.config).waitFor();
  await page.getByText('maestro config edit').waitFor();
  await page.getByText('wolpertinger: Maestro does not know this key').waitFor();

  await page.getByRole('button', { name: 'Show containers.resources.memory' }).click();
  const memory = page.getByRole('region', { name: 'containers.resources.memory' });
  await memory.getByText('Default, because line 5 cannot be used').waitFor();
});

test('a key is set, its bytes alone change, it is undone, and it is reset', async () => {
  const { page, demo } = await settings();
  await page.getByRole('button', { name: /^prefix/ }).click();
  const form = page.getByRole('form', { name: 'Set containers.prefix' });
  await form.getByLabel('Value').fill('agents-');
  await form.getByText('maestro config set containers.prefix agents-').waitFor();
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('containers.prefix is set.').waitFor();
  expect(await readFile(demo.config, 'utf8')).toBe(DEMO_CONFIG.replace('prefix: maestro-', 'prefix: agents-'));
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('containers.prefix is as it was.').waitFor();
  expect(await readFile(demo.config, 'utf8')).toBe(DEMO_CONFIG);

  await form.getByRole('button', { name: 'Reset to default' }).click();
  await page.getByText('containers.prefix is as by default.').waitFor();
  expect(await readFile(demo.config, 'utf8')).not.toContain('prefix');
});

test('what a key does not accept says why in place, and nothing is changed', async () => {
  const { page, demo } = await settings();
  await page.getByRole('button', { name: /resources\.cpus/ }).click();
  const form = page.getByRole('form', { name: 'Set containers.resources.cpus' });
  await form.getByLabel('Value').fill('many');
  await form.getByLabel('Value').press('Enter');
  await form.getByText('containers.resources.cpus: Give a number such as 2 or 1.5').waitFor();
  expect(await readFile(demo.config, 'utf8')).toBe(DEMO_CONFIG);
});

test('by keyboard: a setting is searched, opened, chosen and saved', async () => {
  const { page, demo, wrongs } = await settings();
  await page.getByRole('group', { name: 'Settings' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('claude default_mode');
  await expect.poll(() => page.locator('[id^="setting-"]').count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.getByText('maestro config set claude.default_mode plan').waitFor();
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await expect.poll(() => readFile(demo.config, 'utf8')).toContain('default_mode: plan');
  expect(wrongs).toEqual([]);
});

test('a list is edited an entry a line', async () => {
  const { page, demo } = await settings();
  await page.getByRole('button', { name: /local_networks/ }).click();
  await page.getByLabel('Value, an entry a line').fill('192.168.1.0/24\n10.0.0.0/8\n');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('firewall.local_networks is set.').waitFor();
  expect(await readFile(demo.config, 'utf8')).toContain('10.0.0.0/8');
});

test('a file that cannot be used at all is told with its line, and an edit from outside shows', async () => {
  const { page, demo } = await settings();
  await page.getByRole('group', { name: 'Settings' }).waitFor();
  await writeFile(demo.config, 'containers:\n  prefix: [\n');
  await page.getByText(/is no valid YAML/).waitFor();
  await page.getByText('Line 3').or(page.getByText('Line 2')).first().waitFor();
});

test('while it is read the page says so, what cannot be read says why; palette and keys lead there', async () => {
  const { page, demo } = await look(browser);
  const release = demo.hold('settings.keys');
  demo.refuse('settings.keys', HELD);
  await page.keyboard.press('Control+,');
  await page.getByRole('status', { name: 'Reading the settings' }).waitFor();
  release();
  await page.getByText(HELD.sentence).waitFor();
  demo.refuse('settings.keys', null);
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByRole('group', { name: 'Settings' }).waitFor();
  await page.keyboard.press('Control+k');
  await page
    .getByRole('option', { name: /Go to Settings/ })
    .first()
    .waitFor();
});
