import type { Isolation } from '../../contract/containers.ts';
import { GatewayReport, readReport, PROOF_HOLDS_MS } from '../../contract/reports.ts';
import type { ContainerFile } from '../agents/launch.ts';
import type { Context } from '../context.ts';
import type { ContainerSpec, Labels } from '../docker/port.ts';
import { fail, type MaestroError } from '../errors.ts';
import { patience } from '../patience.ts';
import { type Policy, renderPolicy } from './rules.ts';

export interface GatewayInput extends Policy {
  /** Full name of the agent container; the gateway is `<name>-gw`. */
  readonly name: string;
  readonly image: string;
  readonly network: string;
  readonly labels: Labels;
}

const LAST_LINES = 30;
const MEMORY_BYTES = 128 * 1024 * 1024;
const PIDS = 64;
const OPEN_FILES = 4096;

/**
 * Everything that decides a gateway container (pure): what Docker gets, and the files put in before its start.
 * DOMAIN_INVALID, CONFIG_INVALID. The file system stays writable, because Docker puts no file into a read-only one.
 */
export function gatewaySpec(input: GatewayInput): { spec: ContainerSpec; files: readonly ContainerFile[] } {
  const { name, image, network, labels } = input;
  const spec: ContainerSpec = {
    name: `${name}-gw`,
    Image: image,
    // The agent shares it with the network: this is the name in its shell.
    Hostname: name,
    Labels: { ...labels },
    HostConfig: {
      NetworkMode: network,
      CapDrop: ['ALL'],
      CapAdd: ['NET_ADMIN', 'NET_BIND_SERVICE', 'SETGID', 'SETUID'],
      SecurityOpt: ['no-new-privileges'],
      Sysctls: { 'net.ipv6.conf.all.disable_ipv6': '1', 'net.ipv6.conf.default.disable_ipv6': '1' },
      Init: true,
      Memory: MEMORY_BYTES,
      MemorySwap: MEMORY_BYTES,
      PidsLimit: PIDS,
      // What it holds of sign-ins lies in memory, and no core of a program that has it is written.
      Tmpfs: { '/run/maestro-memory': 'noexec,nosuid,nodev,size=1m' },
      Ulimits: [
        { Name: 'nofile', Soft: OPEN_FILES, Hard: OPEN_FILES },
        { Name: 'core', Soft: 0, Hard: 0 },
      ],
      RestartPolicy: { Name: 'unless-stopped' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '2m', 'max-file': '2' } },
    },
  };
  return { spec, files: renderPolicy(input) };
}

/**
 * Waits until a started gateway has proven its rules, as long as it goes on trying. GATEWAY_FAILED with the failing step
 * and its output, or with what gave no answer.
 */
export async function proveGateway(
  context: Pick<Context, 'docker'>,
  dockerId: string,
  signal: AbortSignal,
): Promise<Isolation> {
  const wait = patience(signal);
  let last: GatewayReport | undefined;
  try {
    for await (const line of context.docker.followRun(dockerId, { signal: wait.signal })) {
      const report = readReport(GatewayReport, line);
      if (report?.kind === 'failed')
        throw fail('GATEWAY_FAILED', `The gateway failed at: ${report.step}.`, { detail: report.output });
      if (report?.kind === 'proof') return provenBy(report);
      last = report ?? last;
      wait.heard();
    }
  } finally {
    wait.end();
  }
  signal.throwIfAborted();
  if (wait.ranOut()) throw tooSlow(last);
  throw fail('GATEWAY_FAILED', 'The gateway ended.', { detail: await context.docker.lastOutput(dockerId, LAST_LINES) });
}

/** A proof that took too long, which shows nothing; `last` is what the gateway said last. */
export function tooSlow(last: GatewayReport | undefined, hints: readonly string[] = []): MaestroError {
  return fail('GATEWAY_FAILED', 'The gateway could not prove its rules in time. Nothing shows that they fail.', {
    hints: ['This machine may be busy: try again.', ...hints],
    ...(last?.kind === 'unproven' ? { detail: brokenChecks(last) } : {}),
  });
}

/**
 * What a gateway's newest lines say about its isolation (pure). The last report holds, and a proof for as long as it is
 * young.
 */
export function isolationOf(running: boolean, lines: readonly string[], now: Date): Isolation {
  if (!running) return { ...UNKNOWN, state: 'stopped' };
  const isolation = lines.flatMap((line) => readReport(GatewayReport, line) ?? []).reduce(after, UNKNOWN);
  const { provenAt } = isolation;
  // One that lies as far ahead says that a clock was set back, not that it is young.
  const isOld = provenAt !== null && Math.abs(now.getTime() - Date.parse(provenAt)) > PROOF_HOLDS_MS;
  return isolation.state === 'verified' && isOld ? { ...isolation, state: 'unproven' } : isolation;
}

const UNKNOWN: Isolation = { state: 'unknown', checks: [], domains: [], provenAt: null };

function after(before: Isolation, report: GatewayReport): Isolation {
  switch (report.kind) {
    case 'starting':
      return { ...UNKNOWN, state: 'starting' };
    case 'proof':
      return {
        state: report.ok ? 'verified' : 'failed',
        checks: report.checks,
        ...inForce(report),
        provenAt: report.ok ? report.at : before.provenAt,
      };
    case 'unproven':
      return { state: 'unproven', checks: report.checks, ...inForce(report), provenAt: report.since };
    case 'failed':
      return { ...before, state: 'failed', checks: [], failure: { step: report.step, found: report.output } };
    case 'drift':
      return { ...before, state: 'failed', checks: [], failure: { step: 'drift', found: report.found } };
  }
}

function inForce({
  domains,
  policy,
  trust,
  credentials,
}: GatewayReport & { kind: 'proof' | 'unproven' }): Pick<Isolation, 'domains' | 'policy' | 'trust' | 'credentials'> {
  return {
    domains,
    ...(policy === undefined ? {} : { policy }),
    ...(trust === undefined ? {} : { trust }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}

function provenBy(report: GatewayReport & { kind: 'proof' }): Isolation {
  const broken = report.checks.filter(({ ok }) => !ok);
  if (report.ok && broken.length === 0) return after(UNKNOWN, report);
  throw fail('GATEWAY_FAILED', `The gateway did not prove: ${broken.map(({ name }) => name).join(', ')}.`, {
    detail: brokenChecks(report),
  });
}

/** What was found where something is not closed, or not shown to be (pure): a line each. */
export function brokenChecks({ checks, failure }: Pick<Isolation, 'checks' | 'failure'>): string {
  const failed = failure === undefined ? [] : [`${failure.step}: ${failure.found}`];
  return [...failed, ...checks.flatMap(({ name, ok, found }) => (ok ? [] : [`${name}: ${found}`]))].join('\n');
}
