import { credentialText, type Provider } from '../../contract/credentials.ts';
import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { type Called, calledToday } from '../output/called.ts';
import { leaseText, RENEWED_BY } from '../output/credentials.ts';
import { table } from '../output/printed-table.ts';

/** Shows the sign-ins of this machine: how they stand, who renews them, and which containers have them. */
export async function run({ out }: Call): Promise<undefined> {
  const { providers, called } = await withEngine(async (engine) => ({
    providers: await engine.client.credentials.list(),
    called: await calledToday(engine),
  }));
  const now = new Date();
  out.result(providers, () =>
    [providersTable(providers, now), leasesTable(providers, called)].filter(Boolean).join('\n\n'),
  );
}

function providersTable(providers: readonly Provider[], now: Date): string {
  const rows = providers.map((provider) => [
    provider.agent,
    credentialText(provider, now),
    RENEWED_BY[provider.renewedBy],
    provider.mode,
  ]);
  return table(['AGENT', 'AUTH', 'RENEWED BY', 'NEW CONTAINERS'], rows);
}

function leasesTable(providers: readonly Provider[], called: Called): string {
  const rows = providers.flatMap(({ agent, leases }) =>
    leases.map((lease) => [called(lease.container), agent, lease.host ?? '-', leaseText(lease)]),
  );
  return rows.length === 0 ? '' : table(['CONTAINER', 'AGENT', 'USED AT', 'SIGN-IN'], rows);
}
