import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from './checks.mjs';
import { build, installPackages } from './install.mjs';
import { chromium, ROOT, whenOrphaned } from './machine.mjs';
import { installDebian, missingForTests, startEngine } from './provision.mjs';
import { SUITES } from './suites.mjs';
import { duration, endRunning, say, show } from './words.mjs';

/** Well below the 90 minutes that a whole run may take, so that there is always a summary. */
const TESTS_SECONDS = 70 * 60;
const RESULTS = join(ROOT, 'test-results');
const SUMMARY = join(RESULTS, 'summary.json');

const words = process.argv.slice(2);
const setUp = !words.includes('--no-setup');
/** Suites named on the command line; none means all. */
const named = words.filter((word) => !word.startsWith('-'));
const started = Date.now();
let endEngine = async () => undefined;

process.chdir(ROOT);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void stop());
whenOrphaned(() => void stop());
process.exitCode = await everything();
await endEngine();

async function everything() {
  if (setUp) await installDebian(missingForTests(), 'the tests');
  if (!(await installPackages()) || !(await build())) return broken('The packages or the build failed: no test ran.');
  if (setUp) await provideEngine();
  const checks = await runChecks();
  const tests = await runSuites();
  // The counts are the last line.
  await endEngine();
  endEngine = async () => undefined;
  return summary(checks, tests);
}

async function provideEngine() {
  const engine = await startEngine();
  if (engine.state === 'started') endEngine = engine.end;
}

/** Ends what runs, and the engine that was started for it. */
async function stop() {
  endRunning();
  await endEngine();
  process.exit(130);
}

async function runSuites() {
  rmSync(SUMMARY, { force: true });
  const wanted = SUITES.filter(({ name }) => named.length === 0 || named.includes(name));
  const suites = wanted.map(({ name, missing }) => ({ name, reason: missing?.() }));
  const projects = suites.filter(({ reason }) => reason === undefined).flatMap(({ name }) => ['--project', name]);
  if (projects.length === 0) return { code: 0, suites, found: {}, errors: 0 };
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--config', 'build/vitest.config.ts', ...projects];
  const code = await show(process.execPath, args, {
    seconds: TESTS_SECONDS,
    env: { MAESTRO_TEST_SUMMARY: SUMMARY, ...browser() },
  });
  const found = existsSync(SUMMARY) ? JSON.parse(readFileSync(SUMMARY, 'utf8')) : { suites: {}, errors: 1 };
  return { code, suites, found: found.suites, errors: found.errors };
}

/** The tests of the page use the browser that was found. */
function browser() {
  const path = chromium();
  return path === undefined ? {} : { CHROMIUM: path };
}

/** Prints what came of every check and suite, then the counts on a line of their own. Answers the exit status. */
function summary(checks, { code, suites, found, errors }) {
  console.log('\nSummary');
  const counts = [...checks.map(checkLine), ...suites.map(({ name, reason }) => suiteLines(name, reason, found[name]))];
  if (errors > 0) console.log(`  ${errors} errors outside of tests: see above.`);
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  // Whatever the counts say, a runner that failed has failed.
  const failed = sum('failed') + errors || (code === 0 ? 0 : 1);
  console.log(`  took ${duration(Date.now() - started)}; details are in test-results/\n`);
  console.log(`${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
  return failed === 0 ? 0 : 1;
}

function checkLine({ name, ok, ms }) {
  console.log(`  ${name.padEnd(14)} ${ok ? 'passed' : 'FAILED'} (${duration(ms)})`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** One suite's counts, and each skipped test with its reason. */
function suiteLines(name, reason, suite) {
  if (reason !== undefined) {
    console.log(`  ${name.padEnd(14)} skipped: ${reason}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const { passed = 0, failed = 0, skipped = [], broken: unrun = [] } = suite ?? {};
  const bad = failed + unrun.length;
  console.log(`  ${name.padEnd(14)} ${passed} passed, ${bad} failed, ${skipped.length} skipped`);
  for (const file of unrun) console.log(`    could not run: ${file}`);
  for (const { test, reason: why } of skipped) console.log(`    skipped: ${test}${why === '' ? '' : ` (${why})`}`);
  return { passed, failed: bad, skipped: skipped.length };
}

function broken(sentence) {
  say(sentence);
  console.log('0 passed, 1 failed, 0 skipped');
  return 1;
}
