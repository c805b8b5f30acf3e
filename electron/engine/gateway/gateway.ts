import type { Isolation } from '../../contract/containers.ts';
import { GatewayReport } from '../../contract/reports.ts';
import type { ContainerFile } from '../agents/launch.ts';
import type { Context } from '../context.ts';
import type { ContainerSpec, Labels } from '../docker/port.ts';
import { fail } from '../errors.ts';
import { type Policy, renderPolicy } from './rules.ts';

export interface GatewayInput extends Policy {
  /** Full name of the agent container; the gateway is `<name>-gw`. */
  readonly name: string;
  readonly image: string;
  readonly network: string;
  readonly labels: Labels;
}

const PROOF_TIMEOUT_MS = 60_000;
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
      Ulimits: [{ Name: 'nofile', Soft: OPEN_FILES, Hard: OPEN_FILES }],
      RestartPolicy: { Name: 'unless-stopped' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '2m', 'max-file': '2' } },
    },
  };
  return { spec, files: renderPolicy(input) };
}

/** Waits until a started gateway has proven its rules. GATEWAY_FAILED with the failing step and its output. */
export async function proveGateway(
  context: Pick<Context, 'docker'>,
  dockerId: string,
  signal: AbortSignal,
): Promise<Isolation> {
  const deadline = AbortSignal.timeout(PROOF_TIMEOUT_MS);
  const both = AbortSignal.any([signal, deadline]);
  for await (const line of context.docker.followRun(dockerId, { signal: both })) {
    const report = readReport(line);
    if (report?.kind === 'failed')
      throw fail('GATEWAY_FAILED', `The gateway failed at: ${report.step}.`, { detail: report.output });
    if (report?.kind === 'proof') return provenBy(report);
  }
  signal.throwIfAborted();
  throw fail(
    'GATEWAY_FAILED',
    deadline.aborted ? 'The gateway did not prove its rules in time.' : 'The gateway ended.',
    {
      detail: await context.docker.lastOutput(dockerId, LAST_LINES),
    },
  );
}

/** What a gateway's newest lines say about its isolation (pure). The last report holds; ledger lines are passed over. */
export function isolationOf(running: boolean, lines: readonly string[]): Isolation {
  if (!running) return { state: 'stopped', checks: [], domains: [] };
  const reports = lines.flatMap((line) => readReport(line) ?? []);
  return reports.reduce(after, { state: 'unknown', checks: [], domains: [] } satisfies Isolation);
}

function after(before: Isolation, report: GatewayReport): Isolation {
  switch (report.kind) {
    case 'egress':
      return before;
    case 'starting':
      return { state: 'starting', checks: [], domains: [] };
    case 'proof':
      return { state: report.ok ? 'verified' : 'failed', checks: report.checks, domains: report.domains };
    case 'failed':
      return { ...before, state: 'failed', checks: [{ name: report.step, ok: false, found: report.output }] };
    case 'drift':
      return { ...before, state: 'failed', checks: [{ name: 'drift', ok: false, found: report.found }] };
  }
}

function provenBy(report: GatewayReport & { kind: 'proof' }): Isolation {
  const isolation = after({ state: 'starting', checks: [], domains: [] }, report);
  const broken = report.checks.filter(({ ok }) => !ok);
  if (report.ok && broken.length === 0) return isolation;
  throw fail('GATEWAY_FAILED', `The gateway did not prove: ${broken.map(({ name }) => name).join(', ')}.`, {
    detail: broken.map(({ name, found }) => `${name}: ${found}`).join('\n'),
  });
}

/** Undefined for everything that is not a report: other programs print there too. */
function readReport(line: string): GatewayReport | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return GatewayReport.safeParse(JSON.parse(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
