import { stripVTControlCharacters } from 'node:util';
import type { TestCount } from '../../../contract/proofs.ts';

type Counts = Omit<TestCount, 'runner'>;

interface Runner {
  readonly runner: string;
  /** Counts in a line of its own summary; undefined: the line is none. */
  readonly counts: (line: string) => Partial<Counts> | undefined;
}

/** `3 passed`, `1 failed`, in any order, by the words that a runner has for them. */
function words(line: string, known: Readonly<Record<keyof Counts, string>>): Partial<Counts> | undefined {
  const found = (Object.keys(known) as (keyof Counts)[]).map((key) => {
    const all = [...line.matchAll(new RegExp(String.raw`(\d+) (?:${known[key]})\b`, 'g'))];
    return [key, all.length === 0 ? undefined : all.reduce((sum, [, count]) => sum + Number(count), 0)] as const;
  });
  return found.some(([, count]) => count !== undefined) ? Object.fromEntries(found) : undefined;
}

/** Where the line begins like this, its words. */
function after(start: RegExp, known: Readonly<Record<keyof Counts, string>>) {
  return (line: string): Partial<Counts> | undefined => (start.test(line) ? words(line, known) : undefined);
}

/** The counts that a line names after its own words, `Tests run: 5, Failures: 1`; what passed is the rest. */
function named(start: RegExp, known: { readonly all: RegExp; readonly failed: RegExp; readonly skipped: RegExp }) {
  return (line: string): Partial<Counts> | undefined => {
    if (!start.test(line)) return undefined;
    const [failed, skipped] = [sum(line, known.failed), sum(line, known.skipped)];
    return { passed: Math.max(0, sum(line, known.all) - failed - skipped), failed, skipped };
  };
}

function sum(line: string, what: RegExp): number {
  return [...line.matchAll(what)].reduce((all, [, count]) => all + Number(count), 0);
}

/** One count to a line, in a form that a runner writes at its end. */
function single(form: RegExp, key: keyof Counts) {
  return (line: string): Partial<Counts> | undefined => {
    const count = form.exec(line)?.[1];
    return count === undefined ? undefined : { [key]: Number(count) };
  };
}

function one(form: RegExp, key: keyof Counts) {
  return (line: string): Partial<Counts> | undefined => (form.test(line) ? { [key]: 1 } : undefined);
}

/** Tells that there was nothing to run. */
function none(form: RegExp): Runner['counts'] {
  return (line) => (form.test(line) ? {} : undefined);
}

function either(...ways: readonly Runner['counts'][]): Runner['counts'] {
  return (line) => ways.map((way) => way(line)).find((found) => found !== undefined);
}

const PYTHON = { passed: 'passed|xpassed', failed: 'failed|errors?', skipped: 'skipped|xfailed' };

/**
 * What runners of tests print of themselves at their end, as of: Vitest 4, Jest 30, Mocha 11, Playwright 1.6x, AVA 7, node:test and
 * TAP 14, Bun 1.3, Deno 2, pytest 9, unittest, Go 1.25, Cargo 1.9x, RSpec 3, PHPUnit 12, Surefire 3, .NET 10.
 */
const RUNNERS: readonly Runner[] = [
  {
    runner: 'vitest',
    counts: after(/^\s+Tests\s{2,}/, { passed: 'passed', failed: 'failed', skipped: 'skipped|todo' }),
  },
  {
    runner: 'jest',
    counts: after(/^Tests: +/, { passed: 'passed', failed: 'failed', skipped: 'skipped|todo' }),
  },
  {
    runner: 'mocha',
    counts: after(/^\s*\d+ (passing|failing|pending)\b/, { passed: 'passing', failed: 'failing', skipped: 'pending' }),
  },
  {
    runner: 'node:test',
    counts: either(
      single(/^(?:#|ℹ) pass (\d+)$/, 'passed'),
      single(/^(?:#|ℹ) (?:fail|cancelled) (\d+)$/, 'failed'),
      single(/^(?:#|ℹ) (?:skip|skipped|todo) (\d+)$/, 'skipped'),
    ),
  },
  {
    runner: 'ava',
    counts: after(/^\s+\d+ (?:tests?|known failures?|uncaught exceptions?) ?(passed|failed|skipped|todo|$)/, {
      passed: 'tests? passed|known failures?',
      failed: 'tests? failed|uncaught exceptions?',
      skipped: 'tests? skipped|tests? todo',
    }),
  },
  {
    runner: 'pytest',
    counts: either(
      none(/^=* ?no tests ran\b/),
      after(/^=* ?\d+ (passed|failed|errors?|skipped|xfailed|xpassed|deselected)\b.* in [\d.]+s\b/, PYTHON),
    ),
  },
  {
    runner: 'playwright',
    counts: after(/^\s+\d+ (passed|failed|skipped|flaky|did not run)(?: \([\d.]+(ms|s|m|h)\))?$/, {
      passed: 'passed|flaky',
      failed: 'failed',
      skipped: 'skipped|did not run',
    }),
  },
  {
    runner: 'unittest',
    counts: either(single(/^Ran (\d+) tests? in [\d.]+s$/, 'passed'), (line) => {
      if (!/^(?:OK|FAILED) \(.*=\d/.test(line)) return undefined;
      const [failed, skipped] = [sum(line, /(?:failures|errors)=(\d+)/g), sum(line, /skipped=(\d+)/g)];
      // Those that ran were counted by the line before.
      return { failed, skipped, passed: -failed - skipped };
    }),
  },
  {
    runner: 'go test',
    counts: either(one(/^--- PASS: /, 'passed'), one(/^--- FAIL: /, 'failed'), one(/^--- SKIP: /, 'skipped')),
  },
  {
    runner: 'cargo test',
    counts: after(/^test result: (ok|FAILED)\. /, { passed: 'passed', failed: 'failed', skipped: 'ignored' }),
  },
  {
    runner: 'rspec',
    counts: named(/^\d+ examples?, \d+ failures?/, {
      all: /(\d+) examples?/g,
      failed: /(\d+) failures?/g,
      skipped: /(\d+) pending/g,
    }),
  },
  {
    runner: 'phpunit',
    counts: either(
      single(/^OK \((\d+) tests?, \d+ assertions?\)/, 'passed'),
      named(/^Tests: \d+, Assertions: \d+/, {
        all: /Tests: (\d+)/g,
        failed: /(?:Failures|Errors): (\d+)/g,
        skipped: /(?:Skipped|Incomplete): (\d+)/g,
      }),
    ),
  },
  {
    runner: 'maven',
    counts: named(/^\[(?:INFO|WARNING|ERROR)\] Tests run: \d+, Failures: \d+, Errors: \d+, Skipped: \d+$/, {
      all: /run: (\d+)/g,
      failed: /(?:Failures|Errors): (\d+)/g,
      skipped: /Skipped: (\d+)/g,
    }),
  },
  {
    runner: 'dotnet test',
    counts: (line) =>
      /^\s*(?:Passed|Failed|Skipped)! +- Failed: +\d/.test(line)
        ? {
            passed: sum(line, /Passed: +(\d+)/g),
            failed: sum(line, /Failed: +(\d+)/g),
            skipped: sum(line, /Skipped: +(\d+)/g),
          }
        : undefined,
  },
  {
    runner: 'deno test',
    counts: after(/^(?:ok|FAILED) \| \d+ passed/, { passed: 'passed', failed: 'failed', skipped: 'ignored' }),
  },
  {
    runner: 'bun test',
    counts: either(
      single(/^ (\d+) pass$/, 'passed'),
      single(/^ (\d+) fail$/, 'failed'),
      single(/^ (\d+) (?:skip|todo)$/, 'skipped'),
    ),
  },
];

/** What tells less: it counts only where nothing else does. */
const SPARSE: readonly Runner[] = [
  {
    // Without -v only packages are told: each that has tests ran one at least.
    runner: 'go test',
    counts: either(
      none(/^ok {2}\t.*\[no tests to run\]/),
      none(/^\?? *\t.*\[no test files\]/),
      one(/^ok {2}\t/, 'passed'),
      one(/^FAIL\t/, 'failed'),
    ),
  },
  {
    runner: 'tap',
    counts: either(
      one(/^(?:not )?ok \d+.*# (?:skip|todo)\b/i, 'skipped'),
      one(/^ok \d+\b/, 'passed'),
      one(/^not ok \d+\b/, 'failed'),
      none(/^1\.\.0\b/),
    ),
  },
];

/** No runner writes a longer one, and a pattern takes its time for what is endless. */
const LINE_CHARS = 1_000;

/** The tests that ran by what their runners said (pure); null where none did. What is under check can say anything. */
export function countTests(output: string): TestCount | null {
  const lines = stripVTControlCharacters(output)
    .split(/[\r\n]+/)
    .filter((line) => line.length <= LINE_CHARS);
  return countBy(RUNNERS, lines) ?? countBy(SPARSE, lines);
}

function countBy(runners: readonly Runner[], lines: readonly string[]): TestCount | null {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const heard = new Set<string>();
  for (const line of lines) {
    for (const { runner, counts } of runners) {
      const found = counts(line);
      if (found === undefined) continue;
      heard.add(runner);
      for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += found[key] ?? 0;
      break;
    }
  }
  if (heard.size === 0) return null;
  return { runner: [...heard].join(', '), ...total, passed: Math.max(0, total.passed) };
}
