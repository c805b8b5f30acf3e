import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Proof, type TestCount, verdictOf } from '../../../electron/contract/proofs.ts';
import { changedChecks, runsScripts, scriptsChanged } from '../../../electron/engine/project/proofs/changed-rules.ts';
import { standingOf } from '../../../electron/engine/project/proofs/standings.ts';
import { countTests } from '../../../electron/engine/project/proofs/tests-rules.ts';
import { evidenceOf, flawsOf, type Ran } from '../../../electron/engine/project/proofs/verdict-rules.ts';

/** What runners print of tests, and the counts of passed, failed and skipped ones. */
const OUTPUTS: readonly (readonly [runner: string, output: string, counts: readonly number[]])[] = [
  [
    'vitest',
    '\u001b[2m Test Files \u001b[22m \u001b[1m\u001b[31m1 failed\u001b[39m (1)\n\u001b[2m      Tests \u001b[22m \u001b[31m1 failed\u001b[39m | \u001b[32m2 passed\u001b[39m | 1 skipped | 1 todo (5)',
    [2, 1, 2],
  ],
  ['jest', 'Test Suites: 4 failed, 4 total\nTests:       1 failed, 1 skipped, 1 todo, 3 passed, 6 total', [3, 1, 2]],
  ['mocha', '  4 passing (4ms)\n  1 pending\n  2 failing\n', [4, 2, 1]],
  ['node:test', '# tests 4\n# suites 0\n# pass 1\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0', [1, 2, 1]],
  ['node:test', 'ℹ tests 3\nℹ pass 2\nℹ fail 0\nℹ cancelled 0\nℹ skipped 1\nℹ todo 0', [2, 0, 1]],
  ['ava', '  2 tests passed\n  1 test failed\n  1 test skipped\n  1 test todo', [2, 1, 2]],
  ['pytest', '============== 1 failed, 2 passed, 1 skipped, 1 xfailed in 0.82s ===============', [2, 1, 2]],
  ['pytest', '3 passed in 0.01s', [3, 0, 0]],
  ['pytest', '============================ no tests ran in 0.77s =============================', [0, 0, 0]],
  ['pytest', '2 passed, 1 error in 1.20s', [2, 1, 0]],
  ['playwright', '  1 failed\n    a.spec.ts:3:1 › a ───\n  1 flaky\n  2 skipped\n  3 passed (2.3s)', [4, 1, 2]],
  ['unittest', 'Ran 5 tests in 0.001s\n\nFAILED (failures=1, errors=1, skipped=1)', [2, 2, 1]],
  ['unittest', 'Ran 5 tests in 0.001s\n\nOK', [5, 0, 0]],
  [
    'go test',
    '=== RUN   TestA\n--- PASS: TestA (0.00s)\n--- SKIP: TestB (0.00s)\nPASS\nok  \texample\t0.002s',
    [1, 0, 1],
  ],
  ['go test', 'ok  \texample/a\t0.002s\n?   \texample/b\t[no test files]\nFAIL\texample/c\t0.1s', [1, 1, 0]],
  ['go test', 'ok  \texample/a\t0.002s [no tests to run]', [0, 0, 0]],
  [
    'cargo test',
    'test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\ntest result: FAILED. 1 passed; 2 failed; 0 ignored',
    [4, 2, 1],
  ],
  ['rspec', '3 examples, 1 failure, 1 pending', [1, 1, 1]],
  ['phpunit', 'OK (5 tests, 7 assertions)', [5, 0, 0]],
  ['phpunit', 'Tests: 6, Assertions: 2, Errors: 1, Failures: 1, Skipped: 1.', [3, 2, 1]],
  [
    'maven',
    '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in A\n[WARNING] Tests run: 5, Failures: 1, Errors: 0, Skipped: 1',
    [3, 1, 1],
  ],
  ['dotnet test', 'Passed!  - Failed:     0, Passed:     5, Skipped:     2, Total:     7, Duration: 1 s', [5, 0, 2]],
  ['deno test', 'ok | 3 passed | 0 failed | 1 ignored (12ms)', [3, 0, 1]],
  ['bun test', ' 3 pass\n 1 skip\n 0 fail\n 4 expect() calls', [3, 0, 1]],
  ['tap', 'TAP version 13\nok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP later\n1..3', [1, 1, 1]],
];

test.each(OUTPUTS)('%s tells how many of its tests ran: %j', (runner, output, [passed, failed, skipped]) => {
  expect(countTests(output)).toEqual({ runner, passed, failed, skipped });
});

test('what no runner says is no test, whatever is printed', () => {
  for (const output of ['', 'all 12 tests passed, believe me', 'Compiled 3 passed files', 'x'.repeat(3_000_000)])
    expect(countTests(output)).toBeNull();
  fc.assert(
    fc.property(fc.string(), (output) => {
      const found = countTests(output);
      if (found !== null) expect(Math.min(found.passed, found.failed, found.skipped)).toBeGreaterThanOrEqual(0);
    }),
  );
});

const RAN: Ran = {
  ...{ mission: '2026-11-20-001', feature: 'f1', assertion: 'a1', check: { command: 'npm test' } },
  ...{ commit: 'a'.repeat(40), branch: 'feat/a', at: '2026-11-20T10:00:00.000Z', durationMs: 1_200, exitCode: 0 },
  ...{ tests: { runner: 'vitest', passed: 2, failed: 0, skipped: 0 }, matched: null, changed: [], accepted: false },
  ...{ uncommitted: 0, log: { sha256: 'b'.repeat(64), bytes: 3, cut: false } },
};

function proofOf(change: Partial<Ran>): Proof {
  const ran = { ...RAN, ...change };
  return { ...ran, flaws: flawsOf(ran) };
}

test('a run is a pass only where it ended well, with tests that ran, on committed work that left its checks alone', () => {
  const counts = fc.record({
    runner: fc.constant('vitest'),
    passed: fc.nat(3),
    failed: fc.nat(2),
    skipped: fc.nat(2),
  }) satisfies fc.Arbitrary<TestCount>;
  const runs = fc.record({
    exitCode: fc.option(fc.nat(2)),
    tests: fc.option(counts),
    matched: fc.option(fc.boolean()),
    changed: fc.subarray(['test/a.ts']),
    accepted: fc.boolean(),
    uncommitted: fc.nat(1),
  });
  fc.assert(
    fc.property(runs, (change) => {
      const { exitCode, tests, matched, changed, accepted, uncommitted } = change;
      const isPass =
        exitCode === 0 &&
        tests !== null &&
        tests.failed === 0 &&
        tests.passed > 0 &&
        matched !== false &&
        (changed.length === 0 || accepted) &&
        uncommitted === 0;
      expect(verdictOf(proofOf(change)) === 'passed').toBe(isPass);
    }),
  );
});

test('what a check asks for decides: its exit code, how many tests, none at all', () => {
  const check = { command: 'make lint' };
  expect(proofOf({ tests: null }).flaws).toEqual(['no-test']);
  expect(proofOf({ tests: null, check: { ...check, minTests: 0 } }).flaws).toEqual([]);
  expect(proofOf({ check: { ...check, minTests: 3 } }).flaws).toEqual(['too-few-tests']);
  expect(proofOf({ exitCode: 2, check: { ...check, exit: 2 } }).flaws).toEqual([]);
  expect(proofOf({ exitCode: 0, check: { ...check, exit: 2 } }).flaws).toEqual(['exit']);
  const allSkipped = { runner: 'jest', passed: 0, failed: 0, skipped: 4 };
  expect(verdictOf(proofOf({ tests: allSkipped }))).toBe('unproven');
  expect(verdictOf(proofOf({ exitCode: null }))).toBe('failed');
});

test('evidence names commit, command, what ran, what is wrong and where its log lies', () => {
  expect(evidenceOf(proofOf({}), '.maestro/ours/proof/b.log').split('\n')).toEqual([
    `Proven at ${'a'.repeat(12)} by a run of its check on 2026-11-20T10:00:00.000Z: npm test`,
    'exit code 0, 2 passed, 0 failed, 0 skipped (vitest), 1.2 s',
    'Log: .maestro/ours/proof/b.log',
  ]);
  const changed = proofOf({ changed: ['test/a.ts'] });
  expect(evidenceOf(changed, 'b.log')).toContain('Not a pass: its branch changed what checks it: test/a.ts.');
  const forged = proofOf({ changed: ['test/a\u001b[2J.ts\nProven'] });
  expect(evidenceOf(forged, 'b.log')).toContain(String.raw`: test/a\u001b[2J.ts\nProven.`);
});

test('the files of a check are those that it names, tests that were there, and what says which tests run', () => {
  const changed = [
    ...[
      'src/a.ts',
      'test/a.test.ts',
      'vitest.config.ts',
      'tests/data.json',
      'Makefile',
      'tools/check.sh',
      'docs/rule.md',
    ],
  ].map((path) => ({ path, added: false }));
  expect(changedChecks({ command: 'npm test' }, changed)).toEqual([
    'test/a.test.ts',
    'vitest.config.ts',
    'tests/data.json',
  ]);
  expect(changedChecks({ command: 'make lint' }, changed)).toContain('Makefile');
  expect(changedChecks({ command: 'sh ./tools/check.sh' }, changed)).toContain('tools/check.sh');
  expect(changedChecks({ command: 'sh check.sh', folder: 'tools/' }, changed)).toContain('tools/check.sh');
  expect(changedChecks({ command: 'true', files: ['./docs/'] }, changed)).toContain('docs/rule.md');
  expect(changedChecks({ command: 'npm run build' }, [{ path: 'build/a.js', added: false }])).toEqual([]);
});

test('a test that the work adds is its own, and a file that is to stay as it is may not even be added', () => {
  const added = [{ path: 'test/new.test.ts', added: true }];
  expect(changedChecks({ command: 'npm test' }, added)).toEqual([]);
  expect(changedChecks({ command: 'npm test', files: ['test'] }, added)).toEqual(['test/new.test.ts']);
});

test('a script that was there is one of the checks that run it; dependencies, and new scripts, are not', () => {
  const before = JSON.stringify({ scripts: { test: 'vitest run' } });
  expect(scriptsChanged(before, JSON.stringify({ scripts: { test: 'true' } }))).toBe(true);
  expect(scriptsChanged(before, null)).toBe(true);
  expect(scriptsChanged(before, 'not json')).toBe(true);
  expect(scriptsChanged(before, JSON.stringify({ scripts: { test: 'vitest run', lint: 'x' }, dependencies: {} }))).toBe(
    false,
  );
  expect(scriptsChanged(null, before)).toBe(false);
  expect(runsScripts({ command: 'cd a && pnpm test' })).toBe(true);
  expect(runsScripts({ command: 'node --test' })).toBe(false);
});

test('a proof holds as long as branch and check stay what they were, on the machine that made it', () => {
  const proof = proofOf({});
  const kept = { proof, logPath: 'b.log', isOwn: true };
  const stateOf = (...of: Parameters<typeof standingOf>) => standingOf(...of).state;

  expect(stateOf(proof.check, kept, proof.commit)).toBe('passed');
  expect(stateOf(proof.check, kept, null)).toBe('passed');
  expect(stateOf(proof.check, kept, 'c'.repeat(40))).toBe('stale');
  expect(stateOf({ command: 'npm run other' }, kept, proof.commit)).toBe('stale');
  expect(stateOf(null, kept, proof.commit)).toBe('stale');
  expect(stateOf(proof.check, { ...kept, isOwn: false }, proof.commit)).toBe('foreign');
  expect(stateOf(proof.check, undefined, null)).toBe('none');
});
