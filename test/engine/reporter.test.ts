import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/build.ts';
import { crash } from '../support/program.ts';
import { whenDone, writeFiles } from '../support/project.ts';
import { until } from '../support/until.ts';

interface Found {
  readonly suites: Record<string, { readonly passed: number }>;
  readonly underWay: readonly string[];
  readonly done: boolean;
}

/** A project of tests inside the repository, where vitest is found. */
async function testsOf(files: Record<string, string>): Promise<string> {
  const cache = join(ROOT, 'node_modules/.cache/maestro-test');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'tests-'));
  whenDone(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
  const reporter = join(ROOT, 'build/reporter.mjs');
  // In one worker, the file that hangs may come first, and then the other one never comes.
  const own = `name: 'tiny', maxWorkers: 2, reporters: [['${reporter}', { file: 'summary.json' }]]`;
  const config = `export default { test: { ${own} } };`;
  await writeFiles(folder, { 'vitest.config.mjs': config, ...files });
  return folder;
}

const HEAD = "import { test } from 'vitest';\n";
const PASSES = `${HEAD}test('passes', () => undefined);\n`;
const HANGS = `${HEAD}test('hangs', { timeout: 0 }, () => new Promise(() => setInterval(() => undefined, 1000)));\n`;

/** A run in a process group of its own: the workers outlive a runner that is killed, and end with the test. */
function vitest(folder: string) {
  const runner = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const run = spawn(process.execPath, [runner, 'run', '--root', folder], {
    cwd: folder,
    stdio: 'ignore',
    detached: true,
  });
  whenDone(() => {
    endGroup(run);
    return Promise.resolve();
  });
  return run;
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

test('a test run that is killed leaves the counts so far, and the file that was under way', async () => {
  const folder = await testsOf({ 'ends.test.mjs': PASSES, 'hangs.test.mjs': HANGS });
  const read = async () => JSON.parse(await readFile(join(folder, 'summary.json'), 'utf8')) as Found;
  const run = vitest(folder);
  await until('one file to have ended, and the other to be under way', async () => {
    const { suites, underWay } = await read();
    return suites['tiny']?.passed === 1 && underWay.join() === 'hangs.test.mjs';
  });

  await crash(run);

  expect(await read()).toMatchObject({
    suites: { tiny: { passed: 1, failed: 0 } },
    underWay: ['hangs.test.mjs'],
    done: false,
  });
});
