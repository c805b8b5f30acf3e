import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EgressRow } from '../../electron/contract/egress.ts';
import { putFiles } from '../../electron/engine/docker/files.ts';
import { proveGateway } from '../../electron/engine/gateway/gateway.ts';
import { renewPolicy } from '../../electron/engine/gateway/renewal.ts';
import type { Policy } from '../../electron/engine/gateway/rules.ts';
import { execute } from './execute.ts';
import { context, createGateway, docker, ledgerOf, startNeighbour } from './gateway.ts';
import { PATIENCE_MS, until } from './until.ts';
import type { World } from './world.ts';

const PROBE = join(import.meta.dirname, 'world', 'opened.ts');
const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
const TRUST = '/var/lib/maestro-authorities/trust.pem';

interface Setting {
  readonly image: string;
  readonly world: World;
  readonly policy: Partial<Policy>;
  /** Settings of the gateway itself. */
  readonly env?: string[];
  /** What the gateway trusts; unset: the world. */
  readonly authority?: string;
}

/** A gateway on a world that it trusts, with an agent behind it that trusts the gateway. */
export async function openedGateway({ image, world, policy, env = [], authority = world.authority }: Setting) {
  const base = { domains: [], sshHosts: [], upstream: world.address };
  const trusted = {
    path: BUNDLE,
    content: authority,
    mode: 0o644,
    owner: 'root',
  } as const;
  const { id } = await createGateway({ image, ...base, ...policy, files: [trusted], spec: { Env: env } });
  await world.attach(id);
  await docker.start(id);
  await proveGateway(context, id, AbortSignal.timeout(PATIENCE_MS));
  const agent = await startNeighbour(id, image);
  await put(agent, { path: '/srv/opened.ts', content: await readFile(PROBE, 'utf8') });
  const trust = async (): Promise<void> => put(agent, { path: '/srv/trust.pem', content: await authorityOf(id) });
  await trust();
  return {
    id,
    agent,
    trust,
    /** Tries something, as `world/opened.ts` describes it, and answers how it ended. */
    ask: async (...what: string[]): Promise<string> => {
      const { code, output } = await execute(agent, ['node', '/srv/opened.ts', ...what]);
      if (code !== 0) throw new Error(`The attempt itself failed: ${output}`);
      return (JSON.parse(output.split('\n').at(-1) ?? '') as { result: string }).result;
    },
    /** The first row of the ledger that is like this, once there is one. */
    row: (wanted: Partial<EgressRow>): Promise<EgressRow> =>
      until('the row', async () => {
        const rows = await ledgerOf(id);
        const isWanted = (row: EgressRow): boolean =>
          Object.entries(wanted).every(([key, value]) => row[key as keyof EgressRow] === value);
        return rows.find(isWanted) ?? Promise.reject(new Error(`Only ${JSON.stringify(rows)}`));
      }),
    renew: (next: Partial<Policy>) =>
      renewPolicy(context, id, { policy: { ...base, ...next }, signal: AbortSignal.timeout(PATIENCE_MS) }),
  };
}

/** What an agent has to trust to speak to the opened hosts of a gateway. */
export async function authorityOf(gatewayId: string): Promise<string> {
  return (await docker.readFile(gatewayId, TRUST, 1_000_000))?.bytes?.toString() ?? '';
}

/** Puts a gateway on the world's network, and the world's certificate beside those that it trusts. */
export async function trustWorld(gateway: string, world: World): Promise<void> {
  const known = await docker.readFile(gateway, BUNDLE, 4_000_000);
  const content = `${known?.bytes?.toString() ?? ''}\n${world.authority}`;
  const files = [{ path: BUNDLE, content, mode: 0o644, owner: 'root' as const }];
  await putFiles(docker, gateway, { files, signal: AbortSignal.timeout(PATIENCE_MS) });
  await world.attach(gateway);
}

async function put(id: string, { path, content }: { path: string; content: string }): Promise<void> {
  const file = { path, content, mode: 0o644, owner: 'root' } as const;
  await putFiles(docker, id, { files: [file], signal: AbortSignal.timeout(PATIENCE_MS) });
}

/** The lines of a request as they go over the wire, for `raw`. */
export function bytes(...lines: string[]): string {
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1').toString('base64');
}
