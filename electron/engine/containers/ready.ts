import { readReport, Report } from '../../contract/reports.ts';
import type { Context } from '../context.ts';
import { fail, type MaestroError } from '../errors.ts';
import { patience } from '../patience.ts';
import { reportedFailure } from './reports.ts';

interface Start {
  readonly dockerId: string;
  readonly signal: AbortSignal;
  readonly onReport?: (report: Report) => void;
}

const OUTPUT_LINES = 40;
/** A shell's words for a program that is not there, or that may not be run. */
const NOT_RUNNABLE: readonly number[] = [126, 127];

/** Waits until a started container reports that its agent is ready, as long as it says that it goes on. GIT_FAILED, AGENT_START_FAILED, CONTAINER_START_FAILED. */
export async function awaitReady(context: Context, { dockerId, signal, onReport }: Start): Promise<Report> {
  const wait = patience(signal);
  try {
    for await (const line of context.docker.followRun(dockerId, { signal: wait.signal })) {
      wait.heard();
      const report = readReport(Report, line);
      if (report === undefined) continue;
      onReport?.(report);
      const failure = failureOf(report);
      if (failure !== undefined) throw failure;
      if (report.phase === 'ready') return report;
    }
  } finally {
    wait.end();
  }
  signal.throwIfAborted();
  throw await notReady(context, dockerId, wait.ranOut());
}

/** A start that failed by its own word, or because the agent's program is not there. */
function failureOf(report: Report): MaestroError | undefined {
  const { agent } = report;
  if (agent.state !== 'exited' || !NOT_RUNNABLE.includes(agent.exitCode)) return reportedFailure(report);
  return fail('AGENT_START_FAILED', 'The agent’s program cannot be run in the container.', {
    detail: `exit code ${agent.exitCode}`,
  });
}

async function notReady(context: Context, dockerId: string, tooSlow: boolean): Promise<MaestroError> {
  const detail = await context.docker.lastOutput(dockerId, OUTPUT_LINES);
  if (!tooSlow) return fail('CONTAINER_START_FAILED', 'The container stopped while it started.', { detail });
  return fail('AGENT_START_FAILED', 'The agent was not ready in time. Nothing shows that its start failed.', {
    detail,
    hints: ['This machine may be busy: try again.'],
  });
}
