import { setTimeout as delay } from 'node:timers/promises';
import type { DoctorCheck, DoctorResult } from '../../contract/doctor.ts';
import type { Context } from '../context.ts';
import { problemOf } from '../errors.ts';
import { type Check, CHECKS, type Finding } from './checks.ts';

const CHECK_TIMEOUT_MS = 60_000;
const NO_DOCKER = new Set(['DOCKER_UNREACHABLE', 'DOCKER_DENIED']);
/** The check of Docker itself tells why: once is enough. */
const WAITS_FOR_DOCKER: Finding = { state: 'checking', found: 'Waits for Docker.', hints: [] };

/** Runs every check, each on its own, and puts the report into the snapshot as it grows. Never throws for a failed check. */
export async function runDoctor(
  context: Context,
  options: { checks?: readonly Check[]; timeoutMs?: number } = {},
): Promise<DoctorResult> {
  const { checks = CHECKS, timeoutMs = CHECK_TIMEOUT_MS } = options;
  const known = context.state.snapshot.doctor?.checks ?? [];
  const results = new Map<string, DoctorCheck>(known.map((check) => [check.id, check]));
  const report = (): DoctorResult => ({
    at: context.now().toISOString(),
    checks: checks.map((check) => results.get(check.id) ?? { ...bare(check), state: 'checking', found: '', hints: [] }),
  });
  context.state.change({ fields: { doctor: report() } });
  await Promise.all(
    checks.map(async (check) => {
      results.set(check.id, { ...bare(check), ...(await finding(context, check, timeoutMs)) });
      context.state.change({ fields: { doctor: report() } });
    }),
  );
  return report();
}

async function finding(context: Context, check: Check, timeoutMs: number): Promise<Finding> {
  const done = new AbortController();
  try {
    return await Promise.race([check.look(context), tooLong(timeoutMs, done.signal)]);
  } catch (error) {
    const problem = problemOf(error);
    if (check.id !== 'docker' && NO_DOCKER.has(problem.code)) return WAITS_FOR_DOCKER;
    // What an engine that has closed looks for may be gone, and its log with it.
    if (problem.code === 'INTERNAL' && !context.closing.aborted)
      context.log.error({ err: error, check: check.id }, 'a check failed unexpectedly');
    return { state: 'failed', found: problem.sentence, hints: problem.hints };
  } finally {
    done.abort();
  }
}

async function tooLong(timeoutMs: number, signal: AbortSignal): Promise<Finding> {
  await delay(timeoutMs, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  const found = `No answer within ${timeoutMs / 1000} seconds. This machine is slow at the moment, or Docker hangs.`;
  return { state: 'warning', found, hints: ['Try again.'] };
}

function bare({ id, title }: Check): Pick<DoctorCheck, 'id' | 'title'> {
  return { id, title };
}
