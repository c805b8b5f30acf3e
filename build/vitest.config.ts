import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

/** One project a suite. Those of a later turn wait for the earlier ones, because they share two cores and one engine. */
function suite(name: string, options: { turn: number; seconds: number; workers: number; built?: true }) {
  return {
    test: {
      name,
      root,
      include: [`test/${name}/**/*.test.ts`],
      environment: 'node' as const,
      testTimeout: options.seconds * 1000,
      // What the page shows is polled, never read once.
      expect: { poll: { timeout: 60_000, interval: 20 } },
      hookTimeout: options.seconds * 2000,
      maxWorkers: options.workers,
      globalSetup: options.built === true ? [resolve(import.meta.dirname, 'built.mjs')] : [],
      sequence: { groupOrder: options.turn },
    },
  };
}

const summary = process.env['MAESTRO_TEST_SUMMARY'];

export default defineConfig({
  root,
  test: {
    reporters: [
      'default',
      ['json', { outputFile: resolve(root, 'test-results/tests.json') }],
      ...(summary === undefined ? [] : [[resolve(import.meta.dirname, 'reporter.mjs'), { file: summary }] as const]),
    ] as never,
    projects: [
      suite('rules', { turn: 1, seconds: 20, workers: 2 }),
      suite('engine', { turn: 1, seconds: 30, workers: 2 }),
      suite('transport', { turn: 1, seconds: 30, workers: 2 }),
      suite('cli', { turn: 1, seconds: 60, workers: 2, built: true }),
      suite('docker', { turn: 2, seconds: 240, workers: 2, built: true }),
      suite('window', { turn: 3, seconds: 180, workers: 1, built: true }),
      suite('desktop', { turn: 4, seconds: 120, workers: 1, built: true }),
    ],
  },
});
