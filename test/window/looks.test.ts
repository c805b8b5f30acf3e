import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { SYSTEM_TABS } from '../../renderer/client/place.ts';
import { axe, atRest, look } from '../support/looks.ts';
import { CONTAINER, SCREENS } from '../support/screens.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each(Object.keys(SCREENS))('%s can be used by everyone, and breaks no rule of the page', async (name) => {
    const { then, ...options } = SCREENS[name] ?? {};
    const { page, wrongs } = await look(browser, { colorScheme, ...options });
    await then?.(page);
    await atRest(page);

    expect(await axe(page)).toEqual([]);
    expect(await beyond(page)).toEqual([]);
    expect(wrongs).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('with more contrast, in the %s theme', (colorScheme) => {
  test('every screen has 7:1 for all of its text', async () => {
    for (const [name, { then, ...options }] of Object.entries(SCREENS)) {
      const { page, wrongs } = await look(browser, { colorScheme, contrast: 'more', ...options });
      await then?.(page);
      await atRest(page);

      expect(await axe(page, { contrast: true }), name).toEqual([]);
      expect(wrongs).toEqual([]);
      await page.context().close();
    }
  });
});

test.each([
  [960, 600],
  [640, 400],
  [480, 300],
])('nothing is wider than a window of %i by %i', async (width, height) => {
  const system = SYSTEM_TABS.map((tab) => `#/system/${tab}`);
  for (const at of ['#/inbox', '#/fleet', CONTAINER, '#/system', ...system]) {
    const { page } = await look(browser, { at, viewport: { width, height } });

    await page.evaluate(() => document.fonts.ready);
    await expect.poll(() => wider(page), { message: at }).toEqual([]);
    expect(await outside(page)).toEqual([]);
  }
});

test('the page starts with at most 450 KB of scripts, built for production, and the terminal comes later', async () => {
  const { page, demo } = await look(browser);
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.endsWith('.js')),
  );
  const texts = await Promise.all(scripts.map(async (url) => (await fetch(url)).text()));

  expect(scripts.every((url) => url.startsWith(demo.url))).toBe(true);
  expect(texts.reduce((sum, text) => sum + gzipSync(text).length, 0)).toBeLessThan(450 * 1024);
  expect(texts.join('')).toContain('Minified React error');
  expect(scripts.some((url) => url.includes('TerminalView'))).toBe(false);
});

test('the page asks nobody but its own host', async () => {
  const { page, demo } = await look(browser, { at: CONTAINER });
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(demo.url) && !request.url().startsWith('data:')) foreign.push(request.url());
  });

  await page.reload();
  await page.locator('[data-terminal="open"]').waitFor();

  expect(foreign).toEqual([]);
});

/** What makes the page itself taller than its window: it could be scrolled away, by a focus or a search in it. */
function beyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollHeight <= window.innerHeight && root.scrollTop === 0) return [];
    const far = [...document.querySelectorAll('*')].filter(
      (element) =>
        getComputedStyle(element).position === 'absolute' &&
        element.getBoundingClientRect().bottom + root.scrollTop > window.innerHeight,
    );
    return [`${root.scrollHeight} high`, ...far.map((element) => element.outerHTML.slice(0, 120))];
  });
}

/** What makes the page scroll sideways, while it comes to rest: everything that reaches beyond its right edge. */
function wider(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= window.innerWidth) return [];
    const beyond = [...document.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > window.innerWidth,
    );
    return [`${scrollWidth} wide`, ...beyond.map((element) => element.outerHTML.slice(0, 120))];
  });
}

/** Controls that reach beyond the window's right edge and are not in something that scrolls there. */
function outside(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, a, input')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}
