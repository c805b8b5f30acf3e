import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { axe, look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const NAME = 'maestro-feat-oauth-login-1';
const AGENT = `#/container/${NAME}/agent`;
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

async function asking() {
  const opened = await look(browser, { at: AGENT });
  await opened.page.locator('[data-terminal="open"]').waitFor();
  return opened;
}

test('a question is answered with its choice by mouse, and it is the question that was seen', async () => {
  const { page, demo, wrongs } = await asking();
  const at = demo.state.snapshot.containers[NAME]?.attention?.at;
  const bar = page.getByRole('region', { name: 'Talk to the agent' });
  await bar.getByText('Should I use PKCE or the implicit flow').waitFor();
  expect(await axe(page)).toEqual([]);

  await bar.getByRole('button', { name: 'Implicit' }).click();

  await expect.poll(() => demo.calls).toContain(`talk.answer ${JSON.stringify({ name: NAME, text: '2', at })}`);
  await page.getByText('Answered feat-oauth-login-1: 2').waitFor();
  await bar.getByRole('button', { name: 'Implicit' }).waitFor({ state: 'detached' });
  expect(wrongs).toEqual([]);
});

test('from within the terminal a chord leads to the choices, a number answers, and Escape goes back', async () => {
  const { page, demo } = await asking();
  await page.getByText('Terminal has the keys').waitFor();
  await page.keyboard.press('Control+.');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('PKCE');

  await page.keyboard.press('1');

  await expect.poll(() => demo.calls.join('\n')).toContain(`"text":"1"`);
});

test('a message is sent by Enter, waits in sight, and can be taken back', async () => {
  const { page, demo } = await look(browser, { at: '#/container/maestro-feat-search-facets-1/agent' });
  const line = page.getByRole('textbox', { name: 'Message to the agent' });
  await line.fill('also add a test');
  await line.press('Shift+Enter');
  await line.pressSequentially('for the refresh');
  await line.press('Enter');

  const waits = page.getByRole('list', { name: 'Waits for the agent' });
  await waits.getByText('also add a test').waitFor();
  expect(await line.inputValue()).toBe('');
  const text = 'also add a test\nfor the refresh';
  expect(demo.calls).toContain(`talk.send ${JSON.stringify({ name: 'maestro-feat-search-facets-1', text })}`);
  await waits.getByRole('button', { name: 'Take it back' }).click();
  await waits.waitFor({ state: 'detached' });
});

test('what could not be said stays in the line, and so does what was begun before a look elsewhere', async () => {
  const { page, demo } = await asking();
  const problem = { code: 'QUESTION_CHANGED', sentence: 'It asks something else.', hints: ['Look.'], detail: null };
  demo.refuse('talk.answer', problem as Parameters<typeof demo.refuse>[1]);
  const line = page.getByRole('textbox', { name: 'Answer' });
  await line.fill('both');
  await line.press('Enter');
  await page.getByText('It asks something else. Look.').waitFor();
  expect(await line.inputValue()).toBe('both');

  await line.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await page.getByRole('row').first().waitFor();
  await page.goBack();

  await expect.poll(() => line.inputValue()).toBe('both');
});

test('beside the fleet the chosen container can be answered without opening it, and interrupted by key', async () => {
  const { page, demo } = await look(browser);
  await page.getByRole('row', { name: /feat-oauth-login-1/ }).click();
  const details = page.getByRole('complementary', { name: /Details of feat-oauth-login-1/ });
  if ((await details.count()) === 0) await page.keyboard.press('i');

  await page.keyboard.press('Shift+I');
  await expect.poll(() => demo.calls).toContain(`talk.interrupt {"name":"${NAME}"}`);
  await details.getByRole('button', { name: 'PKCE' }).click();

  await expect.poll(() => demo.calls.join('\n')).toContain('talk.answer');
});

test('what was typed and not sent is there again after a reload: words for an agent, and the task of a new container', async () => {
  const { page } = await look(browser, { at: '#/container/maestro-feat-oauth-login-1/activity' });
  const words = page.getByRole('textbox', { name: 'Answer' });
  await words.fill('Neither: use the device flow');
  await page.getByRole('main').focus();
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Task', exact: true }).fill('Half a task');
  await page.keyboard.press('Escape');
  await page.reload();
  await expect.poll(() => words.inputValue()).toBe('Neither: use the device flow');
  await page.getByRole('main').focus();
  await page.keyboard.press('n');
  await expect.poll(() => page.getByRole('textbox', { name: 'Task', exact: true }).inputValue()).toBe('Half a task');
});
