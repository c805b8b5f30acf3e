import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** `npm run screenshots`: makes README's pictures from the running product. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['test/window/*.shots.ts'],
    environment: 'node',
    globalSetup: [resolve(import.meta.dirname, 'built.mjs')],
    setupFiles: [resolve(import.meta.dirname, '../test/support/setup.ts')],
    testTimeout: 10 * 60_000,
    hookTimeout: 15 * 60_000,
  },
});
