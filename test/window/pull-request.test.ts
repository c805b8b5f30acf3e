import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { RACE, SAFE } from '../../electron/demo/review.ts';
import { axe, look, type LookOptions } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const TIP = '3b1d9c00aa11bb22cc33dd44ee55ff6677889900';
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

/** The sheet of a pull request, opened by key, once it knows where it would go. */
async function proposing(name: string, options: LookOptions = {}) {
  const opened = await look(browser, { at: `#/review/${name}`, ...options });
  await opened.page.getByText('4 commits, the newest').waitFor();
  await opened.page.keyboard.press('p');
  const sheet = opened.page.getByRole('alertdialog', { name: /^Pull request of/ });
  await sheet.getByRole('textbox', { name: 'Branch there' }).waitFor();
  return { ...opened, sheet };
}

test('where it goes and what acts by itself are said before anything is pushed, and its address stays on screen', async () => {
  const { page, demo, sheet, wrongs } = await proposing(RACE);
  await sheet.getByText('Pushes 4 commits of fix/flaky-checkout-test and opens a pull request.').waitFor();
  await sheet.getByText('https://github.com/acme/web-shop.git').waitFor();
  await sheet.getByText('4 changes would act on this machine').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
  expect(demo.calls.join()).not.toContain('pullRequests.open');

  await sheet.getByRole('textbox', { name: 'For' }).fill('next');
  await sheet.getByRole('radio', { name: 'Draft' }).click();
  await sheet.getByText('maestro pr fix-flaky-checkout-test-1 --into next --draft').waitFor();
  await page.keyboard.press('Control+Enter');

  const made = page.getByRole('dialog', { name: 'Pull request' });
  await made.getByText('Pushed 3b1d9c00aa to origin as fix/flaky-checkout-test. The pull request is open.').waitFor();
  await made.getByText('https://github.com/acme/web-shop/pull/7').waitFor();
  expect(await made.getByRole('link').getAttribute('href')).toBe('https://github.com/acme/web-shop/pull/7');
  const wish = { name: RACE, tip: TIP, branch: null, into: 'next', draft: true };
  expect(demo.calls).toContain(`pullRequests.open ${JSON.stringify(wish)}`);
  await page.keyboard.press('Escape');
  await made.waitFor({ state: 'detached' });
  expect(wrongs).toEqual([]);
});

test('what went wrong stays beside the fields, and may be tried again', async () => {
  const { page, demo, sheet } = await proposing(SAFE);
  demo.refuse('pullRequests.open', {
    code: 'PUSH_FAILED',
    sentence: 'fix/flaky-checkout-test could not be pushed.',
    hints: ['Look at what git says.'],
    detail: 'remote: denied',
  });
  await sheet.getByRole('button', { name: 'Push and open it' }).click();
  await sheet.getByText('fix/flaky-checkout-test could not be pushed.').waitFor();
  await sheet.getByText('PUSH_FAILED').waitFor();
  demo.refuse('pullRequests.open', null);
  await sheet.getByRole('button', { name: 'Push and open it' }).click();
  await page.getByText('https://github.com/acme/web-shop/pull/7').waitFor();
});

test('without a remote that is said; the action is in the palette and in the shortcuts', async () => {
  const { page, demo } = await look(browser, { at: `#/review/${RACE}` });
  await page.getByText('4 commits, the newest').waitFor();
  demo.refuse('pullRequests.plan', {
    code: 'PUSH_REFUSED',
    sentence: '/home/ada/work/web-shop has no remote to push to.',
    hints: ['Add one: git remote add origin URL'],
    detail: null,
  });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('>pull request');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('alertdialog', { name: /^Pull request of/ });
  await sheet.getByText('/home/ada/work/web-shop has no remote to push to.').waitFor();
  expect(await sheet.getByRole('button', { name: /^Push/ }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Shortcuts' }).getByText('Open a pull request').waitFor();
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each([
    [1280, 800],
    [960, 600],
    [480, 300],
  ])('it can be used by everyone at %i by %i', async (width, height) => {
    const { page, wrongs } = await proposing(RACE, { colorScheme, viewport: { width, height } });
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('https://github.com/acme/web-shop/pull/7').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(wrongs).toEqual([]);
  });
});
