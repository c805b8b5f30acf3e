import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../electron/contract/errors.ts';
import { axe, look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const DOWN: Problem = { code: 'DOCKER_FAILED', sentence: 'Docker could not copy it.', hints: [], detail: null };
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

test('what all agents used is summed by agent and model, and each container has its own', async () => {
  const { page, demo, wrongs } = await look(browser);
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.waitForURL(/usage$/);
  const models = page.getByRole('table', { name: 'By model' });
  await models.getByRole('row', { name: /new-model .* not known/ }).waitFor();
  await page.getByRole('table', { name: 'By agent' }).getByRole('row', { name: /codex/ }).waitFor();
  const containers = page.getByRole('table', { name: 'By container' });
  await containers.getByRole('row', { name: /feat-oauth-login-1 claude, claude-opus-5-5 .*\$3\.10/ }).waitFor();
  await page.getByText(/^Read .* ago$/).waitFor();
  await page.getByText('24 containers with figures').waitFor();
  await page.getByText('a claim, not a bill').waitFor();

  const before = demo.calls.filter((call) => call.startsWith('usage.get')).length;
  await page.keyboard.press('r');
  await expect.poll(() => demo.calls.filter((call) => call.startsWith('usage.get')).length).toBe(2 * before);
  expect(before).toBe(24);
  expect(wrongs).toEqual([]);
});

test('while it is read the page says how much is to go, and what cannot be read says why', async () => {
  const { page, demo } = await look(browser, { at: '#/system/storage' });
  const release = demo.hold('usage.get');
  demo.refuse('usage.get', DOWN);
  await page.getByRole('link', { name: 'Usage' }).click();
  await page.getByText('Reading, 24 containers to go').waitFor();
  await page.getByText('not read yet').first().waitFor();
  release();
  await page.getByText(DOWN.sentence).first().waitFor();
  await page.getByText('No figures').waitFor();
});

test('without containers nothing was used', async () => {
  const { page } = await look(browser, { at: '#/system/usage', change: () => ({ containers: {} }) });
  await page.getByText('Nothing has been used').waitFor();
});

test('the help is a screen too, walked by arrows; About says where things lie', async () => {
  const { page, demo, wrongs } = await look(browser, { at: '#/system/help' });
  await page.getByRole('article', { name: 'What the list of containers shows' }).getByText('the agent asks').waitFor();
  await page.getByRole('option', { name: 'What the list of containers shows' }).press('ArrowDown');
  await page.getByRole('article', { name: 'Working with containers' }).waitFor();

  await page.keyboard.press(']');
  await page.waitForURL(/about$/);
  await page.getByRole('heading', { name: 'Maestro 0.1.0' }).waitFor();
  await page.getByText(demo.config).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to help');
  await page.keyboard.press('Enter');
  await page.waitForURL(/help$/);
  expect(wrongs).toEqual([]);
});

test('About shows the licences of what others made when it is asked to, each to be unfolded', async () => {
  const { page, wrongs } = await look(browser, { at: '#/system/about' });
  await page.getByRole('button', { name: 'Show their licences' }).press('Enter');
  const packages = page.getByRole('list', { name: 'Packages' });
  await packages.getByText(/^react-dom/).click();

  await packages.getByLabel('Licence of react-dom').getByText('Permission is hereby granted').waitFor();
  expect(await axe(page)).toEqual([]);
  expect(wrongs).toEqual([]);
});

test('the diagnostics are collected when somebody asks, shown part by part, and copied as a whole', async () => {
  const { page, demo, wrongs } = await look(browser, { at: '#/system' });
  await page.getByRole('button', { name: 'Collect' }).press('Enter');
  const parts = page.getByRole('list', { name: 'Parts' });
  await parts.getByText('Log · 1 line').click();

  await parts.getByLabel('Log', { exact: true }).getByText('it got the renewed credential').waitFor();
  await page.getByRole('button', { name: 'Copy all of it' }).waitFor();
  expect(await axe(page)).toEqual([]);
  expect(demo.calls.filter((call) => call.startsWith('doctor.collect'))).toHaveLength(1);
  expect(wrongs).toEqual([]);
});
