import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { until } from '../../support/until.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Below the packages, because the small suite imports vitest. */
const folder = join(ROOT, 'node_modules/.cache/maestro', `reporter-${process.pid}`);
const summary = join(folder, 'summary.json');

interface Summary {
  readonly suites: Record<string, { readonly passed: number }>;
  readonly underWay: readonly string[];
  readonly done: boolean;
}

const found = (): Summary | undefined => {
  try {
    return JSON.parse(readFileSync(summary, 'utf8')) as Summary;
  } catch {
    return undefined;
  }
};

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a test run that is killed has told the counts so far and which files were under way', async () => {
  mkdirSync(folder, { recursive: true });
  const test = (name: string, body: string): string => `test('${name}', async () => { ${body} });\n`;
  // vitest may keep a result to itself until another one comes a while later.
  const later = test('ends later', 'await new Promise((go) => setTimeout(go, 500));');
  const tests = `${test('ends', '')}${later}${test('hangs', 'await new Promise(() => {});')}`;
  writeFileSync(join(folder, 'hangs.test.mjs'), `import { test } from 'vitest';\n${tests}`);
  const reporter = JSON.stringify(join(ROOT, 'build/reporter.mjs'));
  writeFileSync(
    join(folder, 'vitest.config.mjs'),
    `export default { test: { name: 'small', testTimeout: 0, reporters: [[${reporter}, { file: ${JSON.stringify(summary)} }]] } };\n`,
  );
  const runner = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const run = spawn(process.execPath, [runner, 'run', '--root', folder], { cwd: ROOT, stdio: 'ignore' });
  await until('the first test has passed', () => (found()?.suites['small']?.passed ?? 0) > 0);

  run.kill('SIGKILL');
  await once(run, 'exit');

  expect(found()).toMatchObject({ suites: { small: { passed: expect.toBeOneOf([1, 2]) as number } }, done: false });
  expect(found()?.underWay.join()).toContain('hangs.test.mjs');
});
