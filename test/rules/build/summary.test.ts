import { expect, test } from 'vitest';
import { buildModule } from '../../support/build.ts';

interface Summary {
  readonly lines: readonly string[];
  readonly status: number;
}

const { summaryOf } = await buildModule<{ summaryOf: (run: object) => Summary }>('summary.mjs');
const suite = (passed: number, failed = 0) => ({ passed, failed, skipped: [], broken: [] });

function summary(change: object, run: object = {}): Summary {
  const found = { suites: { rules: suite(3) }, errors: 0, underWay: [] };
  return summaryOf({ checks: [], runs: [{ suites: [{ name: 'rules' }], code: 0, found, ...run }], ms: 1, ...change });
}

test('the counts of all checks and suites are the last line', () => {
  const { lines, status } = summary({ checks: [{ name: 'lint', ok: true, ms: 1 }] });

  expect(lines.at(-1)).toBe('4 passed, 0 failed, 0 skipped');
  expect(status).toBe(0);
});

test('suites on another Node are counted under its name, and one that cannot be had is skipped with the reason', () => {
  const skipped = { suites: [{ name: 'suites', reason: 'Node 24 could not be had (no network)' }], node: '24' };

  expect(summary({}, { node: '22' }).lines.join('\n')).toMatch(/rules \(Node 22\) +3 passed, 0 failed/);
  const { lines, status } = summary({}, skipped);
  expect(lines.join('\n')).toContain('skipped: Node 24 could not be had (no network)');
  expect(lines.at(-1)).toBe('0 passed, 0 failed, 1 skipped');
  expect(status).toBe(0);
});

test('an interrupted run says what was under way, and has failed', () => {
  const found = { suites: { rules: suite(3) }, errors: 0, underWay: ['test/rules/a.test.ts'] };
  const { lines, status } = summary({ interrupted: true }, { code: 124, found });

  expect(lines.join('\n')).toContain('was under way: test/rules/a.test.ts');
  expect(lines.at(-1)).toBe('3 passed, 1 failed, 0 skipped');
  expect(status).toBe(130);
});

test('a runner that broke off has failed, whatever its counts say', () => {
  const { lines, status } = summary({}, { code: 139 });

  expect(lines.at(-1)).toBe('3 passed, 1 failed, 0 skipped');
  expect(status).toBe(1);
});
