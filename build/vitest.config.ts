import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

interface Options {
  readonly turn: number;
  readonly minutes: number;
  readonly workers: number;
  /** Its files share what they load: modules without a state that a test could leave behind. */
  readonly shared?: true;
  readonly built?: true;
}

/**
 * One project a suite. Those of a later turn wait for the earlier ones, because they share two cores and one engine.
 * The deadlines are for what hangs: no test measures time, and all hold on a machine under load.
 */
function suite(name: string, options: Options) {
  return {
    test: {
      name,
      root,
      include: [`test/${name}/**/*.test.ts`],
      environment: 'node' as const,
      testTimeout: options.minutes * 60_000,
      // What the page shows is polled, never read once.
      expect: { poll: { timeout: 300_000, interval: 20 } },
      hookTimeout: options.minutes * 120_000,
      maxWorkers: options.workers,
      isolate: options.shared !== true,
      setupFiles: [resolve(root, 'test/support/setup.ts')],
      globalSetup: options.built === true ? [resolve(import.meta.dirname, 'built.mjs')] : [],
      sequence: { groupOrder: options.turn },
    },
  };
}

const summary = process.env['MAESTRO_TEST_SUMMARY'];
/** Every test with its time, beside the summary where there is one. */
const details = summary?.replace('summary', 'tests') ?? resolve(root, 'test-results/tests.json');
const whole = ['default', ['json', { outputFile: details }]];

export default defineConfig({
  root,
  test: {
    reporters: [
      ...(process.env['MAESTRO_TEST_BRIEF'] === undefined ? whole : ['dot']),
      ...(summary === undefined ? [] : [[resolve(import.meta.dirname, 'reporter.mjs'), { file: summary }] as const]),
    ] as never,
    projects: [
      suite('rules', { turn: 1, minutes: 8, workers: 2, shared: true }),
      suite('engine', { turn: 1, minutes: 8, workers: 2, shared: true }),
      suite('transport', { turn: 1, minutes: 8, workers: 2, shared: true }),
      suite('cli', { turn: 1, minutes: 10, workers: 2, shared: true, built: true }),
      suite('docker', { turn: 2, minutes: 20, workers: 4, shared: true, built: true }),
      suite('window', { turn: 3, minutes: 15, workers: 2, shared: true, built: true }),
      // The page with real containers. They change this machine's networks, and chromium then breaks off what it loads:
      // no other page is open meanwhile.
      suite('live', { turn: 4, minutes: 15, workers: 1, shared: true, built: true }),
      suite('desktop', { turn: 5, minutes: 15, workers: 1, built: true }),
    ],
  },
});
