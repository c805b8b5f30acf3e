import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { userPaths } from '../../electron/engine/disk/paths.ts';
import { whenDone } from './project.ts';
import { PATIENCE_MS } from './until.ts';

/** Chromium with nothing of its own on the network. */
export const CHROMIUM_WORDS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium with nothing of its own on the network; it ends with the test, or the file where a `beforeAll` started it. */
export async function startBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: CHROMIUM_WORDS,
  });
  whenDone(() => browser.close());
  return browser;
}

const MOST_TRIES = 5;

/** The folder of the page as it was built. */
export const BUILT_PAGE = userPaths().renderer;

/** A page, and everything that went wrong in it: script errors, and console errors, to which violations of its policy belong. */
export interface Opened {
  readonly page: Page;
  readonly wrongs: string[];
}

/** Opens an address in a fresh profile. Terminals draw with the DOM, so that their text can be read. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  whenDone(() => context.close());
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  await context.addInitScript(() => {
    localStorage.setItem('maestro.webgl', 'lost');
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const wrongs: string[] = [];
  page.on('pageerror', (error) => wrongs.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // A container that was just made changes this machine's networks, and chromium then breaks off what it loads.
    if (message.text().includes('net::ERR_NETWORK_CHANGED')) return;
    if (message.type() === 'error' || message.type() === 'warning') wrongs.push(`console: ${message.text()}`);
  });
  await goTo(page, url);
  return { page, wrongs };
}

/** A person whose browser broke off the page itself would load it again, too. */
async function goTo(page: Page, url: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await page.goto(url);
      return;
    } catch (error) {
      if (tries === MOST_TRIES || !String(error).includes('net::ERR_NETWORK_CHANGED')) throw error;
    }
  }
}

/** What lies on the clipboard. */
export function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
