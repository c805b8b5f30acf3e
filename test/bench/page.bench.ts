import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { median, report } from '../support/bench.ts';
import { webOf } from '../support/connections.ts';
import { containerEngine, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { gitProject } from '../support/project.ts';
import { openPage, startBrowser } from '../support/window.ts';

const SHELL = { agent: 'custom' as const, command: ['bash', '--norc'] };
const ROUNDS = 15;
const COLD_ROUNDS = 5;
const FLOOD_MS = 3_000;
const ms = { unit: 'ms', baseline: null, baselineIs: '' } as const;

let browser: Browser;
let engine: TestEngine;
let containers: readonly Container[];

beforeAll(async () => {
  [browser, engine] = await Promise.all([startBrowser(), containerEngine()]);
  engine.watch();
  const made = async (branch: string): Promise<Container> =>
    engine.client.containers.create(newContainer({ project: await gitProject(), branch, ...SHELL }));
  containers = [await made('bench/one'), await made('bench/two')];
});

const addressOf = ({ name }: Container): string => `#/container/${name}/shell`;
/** What the shell of a container prints, so that its screen can be told from others. */
const markOf = ({ shortName }: Container): string => `this-is-${shortName}`;

async function opened(): Promise<Page> {
  const web = await webOf(engine);
  const { page } = await openPage(browser, web.newAddress(), { viewport: { width: 1280, height: 800 } });
  return page;
}

/** Milliseconds from the wish to see a container's shell until its screen is drawn. */
function shown(page: Page, container: Container): Promise<number> {
  return page.evaluate(
    async ([address, mark]) => {
      const began = performance.now();
      location.hash = address;
      const isThere = (): boolean =>
        [...document.querySelectorAll<HTMLElement>('.xterm-rows')].some(
          (rows) => rows.offsetParent !== null && rows.innerText.includes(mark),
        );
      while (!isThere()) await new Promise(requestAnimationFrame);
      return performance.now() - began;
    },
    [addressOf(container), markOf(container)] as const,
  );
}

async function mark(page: Page, container: Container): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/${addressOf(container)}`);
  await page.locator('[data-terminal="open"]').waitFor();
  await page.keyboard.type(`echo this-is''-${container.shortName}\n`);
  await page.locator('.xterm-rows').getByText(markOf(container), { exact: true }).last().waitFor();
}

test('from one container’s terminal to another’s, kept and not', async () => {
  const page = await opened();
  for (const container of containers) await mark(page, container);
  const [warm, cold]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const container of containers) warm.push(await shown(page, container));
  for (let round = 0; round < COLD_ROUNDS; round += 1) {
    const fresh = await opened();
    // The page has what draws terminals, and this terminal was never attached to it.
    await mark(fresh, containers[round % 2]!);
    cold.push(await shown(fresh, containers[1 - (round % 2)]!));
  }

  const results = [
    report({ what: 'a terminal that was kept is shown', ...ms, measured: median(warm), budget: { atMost: 40 } }),
    report({ what: 'a terminal is attached and shown', ...ms, measured: median(cold), budget: { atMost: 180 } }),
  ];
  expect(results).toEqual([true, true]);
});

test('the page while its terminal floods', async () => {
  const page = await opened();
  await mark(page, containers[0]!);
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  await page.keyboard.type('while :; do printf "\\033[3%dm%0190d\\n" $((RANDOM % 8)) $RANDOM; done\n');
  await page.waitForTimeout(FLOOD_MS);
  await page.keyboard.press('Control+c');
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);

  const measured = Math.max(0, ...tasks);
  expect(report({ what: 'longest task of the page in a flood', ...ms, measured, budget: { atMost: 50 } })).toBe(true);
});
