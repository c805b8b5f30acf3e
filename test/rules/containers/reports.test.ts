import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReports, reportedFailure } from '../../../electron/engine/containers/reports.ts';
import { readReport, Report } from '../../../electron/contract/reports.ts';
import { report } from '../../support/reports.ts';

test('the reports among a container’s lines are read, and the rest is counted', () => {
  const first = report({ at: '2026-01-01T00:00:00.000Z' });
  const second = report({ at: '2026-01-01T00:01:00.000Z' });
  const lines = [JSON.stringify(first), 'npm warn something', '{"half": ', '', JSON.stringify(second)];
  expect(readReports(lines, new Date(second.at))).toEqual({ reports: [first, second], junk: 2 });
});

test('a report of another version is none', () => {
  expect(readReport(Report, JSON.stringify({ ...report(), v: 2 }))).toBeUndefined();
});

test('no line makes reading fail', () => {
  const lines = fc.oneof(
    fc.string(),
    fc.json(),
    fc.object().map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(lines, (line) => {
      expect(readReport(Report, line)).toBeUndefined();
    }),
  );
});

test('a failed start names its step and carries its output', () => {
  const failed = report({ phase: 'failed', failure: { step: 'git checkout', output: 'fatal: no' } });
  expect(reportedFailure(failed)?.problem).toMatchObject({ code: 'GIT_FAILED', detail: 'fatal: no' });
  expect(reportedFailure(report())).toBeUndefined();
});
