import { z } from 'zod';
import { EgressRow } from '../../contract/egress.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { RefusedName } from '../../contract/network.ts';
import { readReport } from '../../contract/reports.ts';
import type { Context } from '../context.ts';

const FOLDER = '/var/lib/maestro-ledger';
const FILE = `${FOLDER}/rows`;
/** HAProxy's letters for a server that took no connection. */
const NO_CONNECTION = /^[Ss]C$/;
const MOST_REFUSED = 100;
/** Far above what `ledger.lua` lets it grow to. */
const MOST_BYTES = 8_000_000;

/** A line of the file, as `ledger.lua` writes it. */
const Line = EgressRow.omit({ container: true, connected: true }).extend({
  address: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  end: z.string(),
});

/** What a container tried, from its gateway, which need not run; the newest first. Empty where there is no ledger yet. */
export async function readLedger(
  { docker }: Pick<Context, 'docker'>,
  gatewayId: string,
  container: ContainerName,
): Promise<EgressRow[]> {
  const file = await docker.readFile(gatewayId, FILE, MOST_BYTES);
  return ledgerRows(file?.bytes?.toString('utf8').split('\n') ?? [], container);
}

/** Whether a gateway writes one: those of earlier versions do not. */
export async function keepsLedger({ docker }: Pick<Context, 'docker'>, gatewayId: string): Promise<boolean> {
  return (await docker.readFile(gatewayId, FOLDER, 0)) !== undefined;
}

/** The rows that these lines tell (pure): the last line of a row holds, and one that is half written is passed over. */
export function ledgerRows(lines: readonly string[], container: ContainerName): EgressRow[] {
  const rows = new Map<string, EgressRow>();
  for (const text of lines) {
    const line = readReport(Line, text);
    if (line !== undefined) rows.set(line.id, rowOf(line, container));
  }
  return [...rows.values()].sort((a, b) => b.at.localeCompare(a.at));
}

function rowOf(
  { end, status, address, method, path, ...line }: z.infer<typeof Line>,
  container: ContainerName,
): EgressRow {
  const isRequest = (line.via === 'http' || line.via === 'https') && method !== '';
  return {
    ...line,
    container,
    address: address === '' ? null : address,
    method: isRequest ? method : null,
    path: isRequest ? path : null,
    status: status > 0 ? status : null,
    connected: line.verdict === 'allowed' && line.via !== 'dns' && !NO_CONNECTION.test(end),
  };
}

/** Names that were refused because no list has them (pure): the newest first, and no more than a hundred. */
export function refusedNames(rows: readonly EgressRow[]): RefusedName[] {
  return rows
    .filter(({ verdict, rule, host }) => verdict === 'refused' && rule === 'unlisted' && host !== '*')
    .map(({ id, host, count, at, via }) => ({
      id,
      name: host,
      times: count,
      lastAt: at,
      at: via === 'dns' ? ('name' as const) : ('connection' as const),
    }))
    .slice(0, MOST_REFUSED);
}
