import { TOPICS } from '../../electron/contract/topics/topics.ts';
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

test('the help opens by keys, and arrows walk through its topics', async () => {
  const { page, wrongs } = await look(browser);

  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Help topics' }).press('Enter');
  await page.getByRole('article', { name: 'What the list of containers shows' }).getByText('the agent asks').waitFor();
  for (const { title } of TOPICS.slice(1)) {
    await page.keyboard.press('ArrowDown');
    await page.getByRole('article', { name: title }).waitFor();
  }

  expect(wrongs).toEqual([]);
});

test('the palette finds a topic by its words', async () => {
  const { page } = await look(browser);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('help: beside');
  await page.keyboard.press('Enter');

  await page.getByRole('article').getByText('Automatic anchors of a handoff').waitFor();
});

test('a part whose loading is broken off is loaded again, and one that cannot be had says so', async () => {
  for (const [times, text] of [
    [2, 'the agent asks'],
    [Infinity, 'This part of the page could not be loaded'],
  ] as const) {
    const { page } = await look(browser);
    let asked = 0;
    await page.route('**/assets/Markdown-*.js', (route) => (++asked > times ? route.continue() : route.abort()));

    await page.keyboard.press('?');
    await page.getByRole('button', { name: 'Help topics' }).press('Enter');

    await page.getByText(text).first().waitFor();
  }
});
