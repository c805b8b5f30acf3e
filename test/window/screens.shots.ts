import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { beforeAll, describe, test } from 'vitest';
import { atRest, look } from '../support/looks.ts';
import { SCREENS } from '../support/screens.ts';
import { startBrowser } from '../support/window.ts';

const FOLDER = resolve(import.meta.dirname, '../../test-results/screens');
const SIZES = [
  { width: 1280, height: 800 },
  { width: 960, height: 600 },
];
const THEMES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'light-contrast': { colorScheme: 'light', contrast: 'more' },
  'dark-contrast': { colorScheme: 'dark', contrast: 'more' },
} as const;

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
  await mkdir(FOLDER, { recursive: true });
});

describe.each(Object.keys(THEMES) as (keyof typeof THEMES)[])('%s', (theme) => {
  test.each(Object.keys(SCREENS))('%s', async (name) => {
    const { then, ...options } = SCREENS[name] ?? {};
    for (const viewport of SIZES) {
      const { page } = await look(browser, { ...options, ...THEMES[theme], viewport: options.viewport ?? viewport });
      await then?.(page);
      await atRest(page);
      const file = `${name.replaceAll(/[^a-z]+/gi, '-')}-${theme}-${viewport.width}.png`;
      await page.screenshot({ path: join(FOLDER, file) });
      await page.context().close();
    }
  });
});
