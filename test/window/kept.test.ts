import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Demo } from '../support/demo.ts';
import { look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

/** A page of its own on the fleet, and the addresses of terminals there. */
async function fleet(): Promise<{ page: Page; demo: Demo; places: string[] }> {
  const { page, demo } = await look(browser);
  const running = Object.values(demo.state.snapshot.containers).filter(
    ({ docker, state }) => docker === 'running' && ['running', 'quiet', 'needs-you', 'finished'].includes(state),
  );
  return { page, demo, places: running.flatMap(({ name }) => [`${name}/agent`, `${name}/shell`]) };
}

/** Goes there as the page itself does, without loading anything anew. */
async function show(page: Page, place: string): Promise<void> {
  await page.evaluate((to) => (location.hash = `#/container/${to}`), place);
  await page.locator(`[data-terminal-place="${place}"][data-terminal="open"] .xterm-rows`).waitFor();
  await page.getByText('Terminal has the keys').waitFor();
}

/** How many viewers the page has opened so far. */
function opened({ calls }: Demo): number {
  return calls.filter((call) => call.startsWith('terminals.output')).length;
}

test('the last eight terminals stay attached: coming back to one opens nothing, and shows what was there', async () => {
  const { page, demo, places } = await fleet();
  const eight = places.slice(0, 8);
  for (const [index, place] of eight.entries()) {
    await show(page, place);
    await page.keyboard.type(`mark-${index}`);
    await page.locator('.xterm-rows').getByText(`mark-${index}`).waitFor();
  }

  for (const [index, place] of eight.entries()) {
    await show(page, place);
    await page.locator('.xterm-rows').getByText(`mark-${index}`).waitFor();
  }

  expect(opened(demo)).toBe(8);
  expect(demo.viewers()).toBe(8);
});

test('the ninth terminal lets the one go that was not looked at for the longest time', async () => {
  const { page, demo, places } = await fleet();
  const [first = '', second = '', ...others] = places.slice(0, 9);
  for (const place of [first, second, ...others.slice(0, 6)]) await show(page, place);
  await show(page, first);
  await show(page, others.at(-1) ?? '');
  await expect.poll(() => demo.viewers()).toBe(8);
  expect(opened(demo)).toBe(9);

  await show(page, first);
  expect(opened(demo)).toBe(9);
  await show(page, second);
  expect(opened(demo)).toBe(10);
});

test('a slow attach is called slow, and keys and pastes of the meantime arrive in their order', async () => {
  const { page, demo, places } = await fleet();
  const goOn = demo.hold('terminals.output');
  await page.evaluate((to) => (location.hash = `#/container/${to}`), places[0] ?? '');
  await page.locator('[data-terminal="attaching"]').waitFor();
  await page.keyboard.type('first ');
  await page.evaluate(() => navigator.clipboard.writeText('second'));
  await page.keyboard.press('Shift+Insert');
  await page.keyboard.type(' third');
  await page.getByText('Still attaching: the machine is slow to answer.').waitFor();
  expect(await page.getByText('is not there').count()).toBe(0);
  const given = (): string[] => demo.calls.filter((call) => /^terminals\.(write|paste) "/.test(call));
  expect(given()).toEqual([]);

  goOn();

  await page.locator('[data-terminal="open"]').waitFor();
  await expect
    .poll(given)
    .toEqual(['terminals.write "first "', 'terminals.paste "second"', 'terminals.write " third"']);
});

test('keys that were typed while it attached and did not arrive are told', async () => {
  const { page, demo, places } = await fleet();
  const goOn = demo.hold('terminals.output');
  await page.evaluate((to) => (location.hash = `#/container/${to}`), places[0] ?? '');
  await page.locator('[data-terminal="attaching"]').waitFor();
  await page.keyboard.type('lost');
  demo.refuse('terminals.output', { code: 'TERMINAL_FAILED', sentence: 'It is gone.', hints: [], detail: null });

  goOn();

  await page.getByText('What you typed last did not arrive.').waitFor();
});
