import { Report } from '../../contract/reports.ts';
import { fail, type MaestroError } from '../errors.ts';

/** What a container said about itself, oldest first, and how many of its lines said nothing. */
export interface Reports {
  readonly reports: readonly Report[];
  readonly junk: number;
}

/** One line of a container's output as a report; undefined when it is anything else. Never throws. */
export function readReport(line: string): Report | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return Report.safeParse(JSON.parse(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The reports among a container's lines. Whatever else it printed is skipped and counted. */
export function readReports(lines: readonly string[]): Reports {
  const reports = lines.map(readReport).filter((report) => report !== undefined);
  return { reports, junk: lines.filter((line) => line.trim() !== '').length - reports.length };
}

/** What a report of a failed start says, as a catalog error; undefined for every other report. */
export function reportedFailure({ phase, failure }: Report): MaestroError | undefined {
  if (phase !== 'failed') return undefined;
  const { step, output } = failure ?? { step: 'agent', output: '' };
  const code = step.startsWith('git') ? 'GIT_FAILED' : 'AGENT_START_FAILED';
  return fail(code, `Its start failed at the step ${step}.`, { detail: output });
}
