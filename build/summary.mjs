import { duration } from './words.mjs';

/**
 * What came of a whole run, as lines whose last one is `N passed, N failed, N skipped`, and its exit status. `runs` are
 * runs of vitest; an interrupted run, and one whose runner broke off, has failed whatever its counts say.
 */
export function summaryOf({ checks, runs, interrupted, ms }) {
  const lines = [...checks.map(checkLine), ...runs.flatMap((run) => runLines(run, interrupted))];
  if (interrupted) lines.push({ text: '  The run was interrupted; these are the counts so far.', failed: 1 });
  const sum = (key) => lines.reduce((total, line) => total + (line[key] ?? 0), 0);
  const failed = sum('failed');
  const texts = lines.map(({ text }) => text);
  texts.push(`  took ${duration(ms)}; details are in test-results/`, '');
  texts.push(`${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
  return { lines: ['', 'Summary', ...texts], status: interrupted ? 130 : Math.min(failed, 1) };
}

function checkLine({ name, ok, ms }) {
  const text = `  ${name.padEnd(20)} ${ok ? 'passed' : 'FAILED'} (${duration(ms)})`;
  return { text, passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

function runLines({ suites, code, found, node }, interrupted) {
  const lines = suites.flatMap(({ name, reason }) => suiteLines(titled(name, node), reason, found.suites[name]));
  if (found.errors > 0)
    lines.push({ text: `  ${found.errors} errors outside of tests: see above.`, failed: found.errors });
  for (const file of found.underWay) lines.push({ text: `  was under way: ${file}${onNode(node)}` });
  const failed = lines.some((line) => (line.failed ?? 0) > 0);
  if (code !== 0 && !failed && !interrupted)
    lines.push({ text: `  The test runner${onNode(node)} ended with ${code}.`, failed: 1 });
  return lines;
}

function titled(name, node) {
  return `${name}${onNode(node)}`;
}

function onNode(node) {
  return node === undefined ? '' : ` (Node ${node})`;
}

/** One suite's counts, and each skipped test with its reason. */
function suiteLines(name, reason, suite) {
  if (reason !== undefined) return [{ text: `  ${name.padEnd(20)} skipped: ${reason}`, skipped: 1 }];
  const { passed = 0, failed = 0, skipped = [], broken = [], ms } = suite ?? {};
  const bad = failed + broken.length;
  const took = ms === undefined ? '' : ` (${duration(ms)})`;
  const counts = `${passed} passed, ${bad} failed, ${skipped.length} skipped${took}`;
  return [
    { text: `  ${name.padEnd(20)} ${counts}`, passed, failed: bad, skipped: skipped.length },
    ...broken.map((file) => ({ text: `    could not run: ${file}` })),
    ...skipped.map((one) => ({ text: `    skipped: ${one.test}${one.reason === '' ? '' : ` (${one.reason})`}` })),
  ];
}
