import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

test('the window’s title counts what needs the user', async () => {
  const { page, demo } = await look(browser);
  const waiting = Object.values(demo.state.snapshot.containers).filter(({ state }) =>
    ['needs-you', 'error', 'incomplete'].includes(state),
  );
  expect(waiting.length).toBeGreaterThan(0);
  await expect.poll(() => page.title()).toBe(`(${waiting.length}) Maestro`);

  demo.state.change({
    containers: Object.fromEntries(
      waiting.map((container) => [container.name, { ...container, state: 'running' as const, problem: null }]),
    ),
  });

  await expect.poll(() => page.title()).toBe('Maestro');
});

test('what agents write cannot turn or hide text on the page', async () => {
  const hostile = 'Pay \u202e001$\u202c to ma\u200bin';
  const { page } = await look(browser, {
    change: ({ containers }) => ({
      containers: Object.fromEntries(
        Object.entries(containers).map(([name, container]) => [
          name,
          {
            ...container,
            task: hostile,
            branch: 'feat/\u2067evil',
            attention: container.attention === null ? null : { ...container.attention, text: hostile },
          },
        ]),
      ),
    }),
  });
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('i');
  await page.getByRole('complementary').waitFor();

  const drawn = await page.evaluate(() => {
    const spoken = [...document.querySelectorAll('[title],[aria-label],[aria-description]')].flatMap((element) =>
      ['title', 'aria-label', 'aria-description'].map((name) => element.getAttribute(name) ?? ''),
    );
    return `${document.body.textContent} ${spoken.join(' ')}`;
  });
  expect(drawn).toContain('Pay \ufffd001$\ufffd to ma\ufffdin');
  expect(drawn).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/u);
});

test('a proof that lapsed is called unproven, and since when, in the fleet and in the details', async () => {
  const provenAt = new Date(Date.now() - 40 * 60_000).toISOString();
  const since = /Unproven since \d[^Z]*\d:\d\d:\d\d [AP]M\./;
  const { page, demo } = await look(browser, { viewport: { width: 1600, height: 900 } });
  const row = page.locator('[data-row]').first();
  await row.waitFor();
  const [first] = Object.values(demo.state.snapshot.containers).filter(({ state }) => state === 'running');
  const isolation = { ...first!.isolation, state: 'unproven' as const, provenAt };
  demo.state.change({ containers: { [first!.name]: { ...first!, isolation } } });

  const cell = page.getByRole('gridcell', { name: 'Unproven' });
  await cell.waitFor();
  expect(await cell.getAttribute('aria-description')).toMatch(since);
  await cell.click();
  const details = page.getByRole('complementary', { name: /^Details of/ });
  await details.getByText(since).waitFor();
  await details.getByText('Proven 40m ago.').waitFor();
});

test('the palette has every action of the place and of the chosen row, with its key', async () => {
  const { page } = await look(browser);
  await page.locator('[data-row]').first().waitFor();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('>');

  for (const [action, key] of [
    ['Select or unselect', 'x'],
    ['Copy the connect command', 'y'],
    ['Compact or cosy rows', 'd'],
    ['New container', 'n'],
    ['Search', '/'],
  ] as const) {
    await page
      .getByRole('option', { name: action })
      .locator('kbd', { hasText: new RegExp(`^${key}$`, 'i') })
      .waitFor();
  }
  await page.keyboard.type('select or');
  await page.keyboard.press('Enter');

  await page.locator('[data-row][aria-selected="true"]').waitFor();
});

test('a row says what its agent is at, until when a limit lasts, and that it may hang', async () => {
  const limitUntil = '2026-05-04T14:30:00.000Z';
  const { page } = await look(browser, {
    change: ({ containers }) => {
      const [first, second, third] = Object.values(containers).filter(({ state }) => state === 'running');
      const tasks = { done: 2, total: 5, doing: 'Writing the tests' };
      const limit = { state: 'limit' as const, limitUntil, since: '2026-05-04T10:00:00.000Z' };
      return {
        containers: {
          ...containers,
          [first!.name]: { ...first!, tasks },
          [second!.name]: { ...second!, ...limit },
          [third!.name]: { ...third!, state: 'stalled' as const },
        },
      };
    },
  });
  await page.locator('[data-row]', { hasText: '2/5 Writing the tests · ' }).waitFor();
  await page.locator('[data-row]', { hasText: /Limit until \d\d:\d\d/ }).waitFor();
  await page.locator('[data-row]', { hasText: 'Stalled?' }).waitFor();
});
