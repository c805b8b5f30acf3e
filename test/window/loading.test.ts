import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { startDemo } from '../support/demo.ts';
import { demoSnapshot } from '../../electron/demo/fleet.ts';
import { whenDone } from '../support/project.ts';
import { BUILT_PAGE, startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

/** Opens the page, of which the first answers for these files are broken off. */
async function openBroken(files: readonly string[], times: number): Promise<Page> {
  const demo = await startDemo(BUILT_PAGE, demoSnapshot({ now: Date.now() }));
  whenDone(() => demo.close());
  const page = await browser.newPage();
  whenDone(() => page.close());
  for (const file of files) {
    let asked = 0;
    await page.route(`**/assets/${file}`, (route) => (++asked > times ? route.continue() : route.abort()));
  }
  await page.goto(demo.url);
  return page;
}

test.each([['start-*.js'], ['index-*.css'], ['{view,Sheet}-*.js']])(
  'the page comes up as it should although its %s is broken off',
  async (file) => {
    const page = await openBroken([file], 2);

    const rail = page.getByRole('navigation', { name: 'Places' });
    await rail.waitFor();
    expect(await rail.evaluate((element) => getComputedStyle(element).width)).toBe('52px');
  },
);

test('a page that cannot be had says so', async () => {
  const page = await openBroken(['start-*.js'], Infinity);

  await page.getByText('Maestro could not be loaded.').waitFor();
  expect(await page.getByRole('navigation').count()).toBe(0);
});
