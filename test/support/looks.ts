import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { type Demo, startDemo } from './demo.ts';
import { demoSnapshot } from '../../electron/demo/fleet.ts';
import { whenDone } from './project.ts';
import { BUILT_PAGE, openPage } from './window.ts';

/** The page on a made-up host. */
export interface Look {
  readonly page: Page;
  readonly demo: Demo;
  readonly wrongs: string[];
}

export interface LookOptions extends BrowserContextOptions {
  /** Where the page opens: `#/system`. */
  readonly at?: string;
  /** Changes the made-up snapshot before the page sees it. */
  readonly change?: (snapshot: Snapshot) => Partial<Snapshot>;
}

/** Opens the page on the made-up fleet of 24 containers, without creations under way. */
export async function look(browser: Browser, { at = '#/fleet', change, ...options }: LookOptions = {}): Promise<Look> {
  const fleet: Snapshot = { ...demoSnapshot({ now: Date.now() }), creations: {} };
  const demo = await startDemo(BUILT_PAGE, { ...fleet, ...change?.(fleet) });
  whenDone(() => demo.close());
  const { page, wrongs } = await openPage(browser, `${demo.url}${at}`, options);
  await page.locator('footer').first().waitFor();
  return { page, demo, wrongs };
}

/** Waits until nothing on the page moves. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
}

/**
 * What axe finds wrong on a page, as rule and element; with `contrast` text must differ from its ground by 7:1. What a
 * terminal shows is its programs' own.
 */
export async function axe(page: Page, { contrast = false }: { contrast?: boolean } = {}): Promise<string[]> {
  const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await page.evaluate(await readFile(path, 'utf8'));
  return page.evaluate(async (enhanced) => {
    type Run = (
      context: unknown,
      options: unknown,
    ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
    const { run } = (globalThis as unknown as { axe: { run: Run } }).axe;
    const { violations } = await run(
      { exclude: [['.xterm-rows']] },
      { rules: { 'color-contrast-enhanced': { enabled: enhanced } } },
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
    );
  }, contrast);
}
