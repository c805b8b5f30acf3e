import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { axe, look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const AT = '#/container/maestro-feat-oauth-login-1';
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

function lines(page: Page) {
  return page.getByRole('group', { name: 'Activity, the newest first' }).getByRole('listitem');
}

test('a key leads to what has happened, the newest first, and back to the terminal', async () => {
  const { page, wrongs } = await look(browser, { at: `${AT}/activity` });
  await lines(page).filter({ hasText: 'Asked: Should I use PKCE' }).waitFor();
  const texts = await lines(page).allInnerTexts();
  expect(texts[0]).toContain('api.anthropic.com:443, 318 times by then');
  expect(texts.findIndex((text) => text.includes('Asked: '))).toBeLessThan(
    texts.findIndex((text) => text.includes('Started')),
  );
  expect(texts.some((text) => text.includes('Refused tls telemetry.tool.test:443'))).toBe(true);

  await page.getByRole('main').focus();
  await page.keyboard.press('e');
  await page.locator('[data-terminal="open"]').waitFor();
  await page.keyboard.press('Control+Shift+Escape');
  await page.keyboard.press('e');
  await page.getByRole('tab', { name: 'Activity', selected: true }).waitFor();
  expect(page.url()).toContain('/activity');
  expect(wrongs).toEqual([]);
});

test('by mouse: the tab, and each kind by itself', async () => {
  const { page } = await look(browser, { at: `${AT}/agent` });
  await page.getByRole('tab', { name: 'Activity' }).click();
  await lines(page).first().waitFor();

  for (const [word, text] of [
    ['Git', '1 commit more, now at 4be1c09d22'],
    ['Network', 'Refused'],
    ['Runs', 'Ready'],
    ['Turns', 'A turn began'],
    ['Agent', 'Asked for a permission'],
  ] as const) {
    await page.getByRole('radiogroup', { name: 'Kind' }).getByRole('radio', { name: word }).click();
    await lines(page).filter({ hasText: text }).first().waitFor();
    for (const line of await lines(page).allInnerTexts()) expect(line).toContain(word.replace(/s$/, ''));
  }
});

test('four hundred entries cost few nodes, and the keys scroll them', async () => {
  const { page } = await look(browser, { at: `${AT}/activity` });
  await lines(page).first().waitFor();
  expect(await lines(page).count()).toBeLessThan(60);

  await page.getByRole('group', { name: 'Activity, the newest first' }).focus();
  await page.keyboard.press('End');

  await lines(page).filter({ hasText: '7h' }).first().waitFor();
});

test('a change of its facts is read at once; what cannot be read is told, and the rest stays', async () => {
  const { page, demo } = await look(browser, { at: `${AT}/activity` });
  await lines(page).first().waitFor();
  const read = () => demo.calls.filter((call) => call.startsWith('activity.list')).length;
  const before = read();
  const container = demo.state.snapshot.containers['maestro-feat-oauth-login-1'];
  if (container === undefined) throw new Error('The made-up fleet lost a container.');
  demo.state.change({ containers: { [container.name]: { ...container, state: 'running', attention: null } } });
  await expect.poll(read).toBeGreaterThan(before);

  demo.refuse('egress.list', { code: 'DOCKER_FAILED', sentence: 'It broke.', hints: [], detail: null });
  await page.getByText('Without its network: It broke.').waitFor();
  await lines(page).filter({ hasText: 'A turn began' }).first().waitFor();
});

test('where nothing has happened yet, it says so', async () => {
  const { page, demo } = await look(browser, { at: '#/fleet' });
  demo.refuse('egress.list', { code: 'NOT_SUPPORTED', sentence: 'It has no ledger.', hints: [], detail: null });
  await page.goto(`${demo.url}#/container/maestro-docs-api-guide-3/activity`);

  await page.getByText('Nothing has happened yet.').waitFor();
});

test.each(['light', 'dark'] as const)('it can be used by everyone in the %s theme', async (colorScheme) => {
  const { page } = await look(browser, { at: `${AT}/activity`, colorScheme });
  await lines(page).first().waitFor();

  expect(await axe(page)).toEqual([]);
});
