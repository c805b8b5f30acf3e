import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../electron/contract/errors.ts';
import { SYSTEM_TABS } from '../../renderer/client/place.ts';
import { demoCreations } from '../support/demoFleet.ts';
import { axe, look, type LookOptions } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const DOWN: Problem = {
  code: 'DOCKER_UNREACHABLE',
  sentence: 'Docker does not answer.',
  hints: ['Start Docker.'],
  detail: 'ECONNREFUSED',
};
const CONTAINER = '#/container/maestro-feat-oauth-login-1/agent';

/** Every screen of the page: how it is opened, and what is done there before it is looked at. */
const SCREENS: Readonly<Record<string, LookOptions & { then?: (page: Page) => Promise<void> }>> = {
  fleet: { change: () => ({ creations: Object.fromEntries(demoCreations(Date.now()).map((one) => [one.id, one])) }) },
  empty: { change: () => ({ containers: {} }) },
  loading: { change: () => ({ containers: {}, loaded: false, docker: { state: 'connecting' } }) },
  'without Docker': { change: () => ({ containers: {}, docker: { state: 'unreachable', problem: DOWN } }) },
  'fleet with details': { viewport: { width: 1600, height: 900 } },
  'compact rows, one selected': { then: (page) => keys(page, 'd', 'j', 'x') },
  'new container': { then: (page) => keys(page, 'n', 'Control+Enter') },
  'project picker': {
    then: async (page) => {
      await keys(page, 'n');
      await page.getByRole('button', { name: /Project/ }).click();
    },
  },
  inbox: { at: '#/inbox' },
  peek: {
    then: async (page) => {
      await keys(page, 'j', 'Space');
      await page.getByRole('group', { name: 'Last lines of its terminal' }).waitFor();
    },
  },
  removal: { then: (page) => keys(page, 'j', '#') },
  'row menu': { then: (page) => keys(page, 'j', '.') },
  palette: { then: (page) => keys(page, 'Control+k') },
  shortcuts: { then: (page) => keys(page, '?') },
  help: {
    then: async (page) => {
      await keys(page, '?');
      await page.getByRole('button', { name: 'Help topics' }).click();
      await page.getByRole('article').getByRole('heading').first().waitFor();
    },
  },
  container: { at: CONTAINER, then: (page) => page.locator('[data-terminal="open"]').waitFor() },
  'container with details': { at: CONTAINER, viewport: { width: 1600, height: 900 } },
  'stopped container': { at: '#/container/maestro-fix-timezone-reports-1/agent' },
  system: { at: '#/system' },
  settings: { at: '#/system/settings', then: (page) => page.getByText('wolpertinger').waitFor() },
  usage: { at: '#/system/usage', then: (page) => page.getByRole('table', { name: 'By model' }).waitFor() },
  'help as a screen': { at: '#/system/help', then: (page) => page.getByText('the agent asks').waitFor() },
  about: { at: '#/system/about', then: (page) => page.getByText('Log of the daemon').waitFor() },
  storage: { at: '#/system/storage', then: (page) => page.getByText('2 images, 1.2 GB').waitFor() },
  credentials: {
    at: '#/system/credentials',
    then: async (page) => {
      await page
        .getByText(/containers have it/)
        .first()
        .click();
      await page.keyboard.press('r');
      await page.getByText('Freshest').waitFor();
    },
  },
};

async function keys(page: Page, ...chords: string[]): Promise<void> {
  await page.locator('[data-row]').first().waitFor();
  for (const chord of chords) await page.keyboard.press(chord);
}

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each(Object.keys(SCREENS))('%s can be used by everyone, and breaks no rule of the page', async (name) => {
    const { then, ...options } = SCREENS[name] ?? {};
    const { page, wrongs } = await look(browser, { colorScheme, ...options });
    await then?.(page);
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));

    expect(await axe(page)).toEqual([]);
    expect(wrongs).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('with more contrast, in the %s theme', (colorScheme) => {
  test('every screen has 7:1 for all of its text', async () => {
    for (const [name, { then, ...options }] of Object.entries(SCREENS)) {
      const { page, wrongs } = await look(browser, { colorScheme, contrast: 'more', ...options });
      await then?.(page);
      await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));

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
