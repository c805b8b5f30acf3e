import { GatewayReport, readReport } from '../../contract/reports.ts';
import type { Context } from '../context.ts';
import { putFiles } from '../docker/files.ts';
import { runInside } from '../docker/run-inside.ts';
import { fail } from '../errors.ts';
import { patience } from '../patience.ts';
import { brokenChecks, tooSlow } from './gateway.ts';
import { type Policy, policyId, renderPolicy, renderRenewal } from './rules.ts';

const CALL = '/usr/local/lib/maestro/call';
/** Between the call and the proof a gateway says little; what the agent does may fill its log. */
const LINES = 1_000;
const LAST_LINES = 30;
const STILL_IN_FORCE = 'What it allowed before may be in force still. maestro list shows its state.';

/**
 * Gives a running gateway another policy, and answers when it has proven itself with it, as long as that takes while it
 * goes on trying. The agent goes on, and so do its
 * connections to names that stay allowed. False for a gateway of an earlier version, which takes it at its next start
 * alone. DOMAIN_INVALID, CONFIG_INVALID, GATEWAY_FAILED.
 */
export async function renewPolicy(
  context: Pick<Context, 'docker'>,
  dockerId: string,
  { policy, signal }: { policy: Policy; signal: AbortSignal },
): Promise<boolean> {
  const known = new Set(await context.docker.lastLinesOfRun(dockerId, LINES));
  await putFiles(context.docker, dockerId, { files: renderRenewal(policy), signal });
  if (!(await call({ docker: context.docker, closing: signal }, dockerId))) return false;
  await awaitProof(context, dockerId, { signal, isNew: (line) => !known.has(line), id: policyId(policy) });
  return true;
}

/** Writes a policy into a gateway that does not run: it is in force from its next start. */
export async function writePolicy(
  { docker }: Pick<Context, 'docker'>,
  dockerId: string,
  { policy, signal }: { policy: Policy; signal: AbortSignal },
): Promise<void> {
  await putFiles(docker, dockerId, { files: renderPolicy(policy), signal });
}

async function call(context: Pick<Context, 'docker' | 'closing'>, dockerId: string): Promise<boolean> {
  const said = await runInside(context, { id: dockerId, command: [CALL], user: '0' });
  if (said === '') return true;
  if (/no such file/i.test(said)) return false;
  throw fail('GATEWAY_FAILED', 'The gateway could not be told its new rules.', { detail: said.slice(0, 4000) });
}

interface Awaited {
  readonly id: string;
  readonly isNew: (line: string) => boolean;
  readonly signal: AbortSignal;
}

async function awaitProof(
  { docker }: Pick<Context, 'docker'>,
  dockerId: string,
  { id, isNew, signal }: Awaited,
): Promise<void> {
  const wait = patience(signal);
  let last: GatewayReport | undefined;
  try {
    for await (const line of docker.followRun(dockerId, { signal: wait.signal, tail: LINES })) {
      const report = isNew(line) ? readReport(GatewayReport, line) : undefined;
      if (report === undefined) continue;
      if (isAbout(report, id)) return;
      last = report;
      wait.heard();
    }
  } finally {
    wait.end();
  }
  signal.throwIfAborted();
  if (wait.ranOut()) throw tooSlow(last, [STILL_IN_FORCE]);
  throw fail('GATEWAY_FAILED', 'The gateway ended before it proved its new rules.', {
    detail: await docker.lastOutput(dockerId, LAST_LINES),
    hints: [STILL_IN_FORCE],
  });
}

/** Whether it proves this policy; throws where it shows that nothing is proven. */
function isAbout(report: GatewayReport, id: string): boolean {
  if (report.kind === 'failed')
    throw fail('GATEWAY_FAILED', `The gateway failed at: ${report.step}.`, { detail: report.output });
  if (report.kind === 'drift')
    throw fail('GATEWAY_FAILED', 'The rules of the gateway were changed from outside, so it proves nothing more.', {
      hints: ['Stop and start the container.'],
    });
  if (report.kind !== 'proof') return false;
  if (!report.ok) throw fail('GATEWAY_FAILED', 'The gateway is not closed.', { detail: brokenChecks(report) });
  return report.policy === id;
}
