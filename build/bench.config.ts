import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** `npm run bench`: measures against baselines of the same run, one file after the other, and prints one table. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['test/bench/**/*.bench.ts'],
    environment: 'node',
    globalSetup: [resolve(import.meta.dirname, 'bench-table.mjs')],
    setupFiles: [resolve(import.meta.dirname, '../test/support/setup.ts')],
    testTimeout: 15 * 60_000,
    hookTimeout: 15 * 60_000,
    fileParallelism: false,
    maxWorkers: 1,
  },
});
