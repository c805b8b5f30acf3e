import { readReport, Report } from '../../contract/reports.ts';
import { tellsOfFullDisk } from '../disk/failure.ts';
import { fail, type MaestroError } from '../errors.ts';
import { Moments } from './moments.ts';

/** What a container said about itself, oldest first, and how many of its lines said nothing. */
export interface Reports {
  readonly reports: readonly Report[];
  readonly junk: number;
}

/** The reports among a container's lines, with no moment after `now`. Whatever else it printed is skipped and counted. */
export function readReports(lines: readonly string[], now: Date, moments = new Moments()): Reports {
  const reports = lines.flatMap((line) => readReport(Report, line) ?? []).map((report) => moments.of(report, now));
  return { reports, junk: lines.filter((line) => line.trim() !== '').length - reports.length };
}

/** What a report of a failed start says, as a catalog error; undefined for every other report. */
export function reportedFailure({ phase, failure }: Report): MaestroError | undefined {
  if (phase !== 'failed') return undefined;
  const { step, output } = failure ?? { step: 'agent', output: '' };
  if (tellsOfFullDisk(output))
    return fail('CONTAINER_FULL', `Its start failed at the step ${step}: its disk is full.`, { detail: output });
  const code = step.startsWith('git') ? 'GIT_FAILED' : 'AGENT_START_FAILED';
  return fail(code, `Its start failed at the step ${step}.`, { detail: output });
}
