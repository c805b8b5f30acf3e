import type { EgressRow } from '../../contract/egress.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { fail } from '../errors.ts';
import { keepsLedger, readLedger } from '../gateway/ledger.ts';
import { getMember } from './lifecycle.ts';
import { missingRule } from './missing-rules.ts';

/** What a container tried in its network, the newest first. NOT_SUPPORTED by a gateway of an earlier version. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS. */
export async function listEgress(context: Context, { name }: { name: ContainerName }): Promise<EgressRow[]> {
  const { gateway, birth, shown } = await getMember(context, name);
  if (gateway === null) return [];
  const rows = await readLedger(context, gateway.Id, birth.name);
  if (rows.length > 0 || (await keepsLedger(context, gateway.Id))) return rows;
  throw fail('NOT_SUPPORTED', `The gateway of ${shown} is of an earlier version, which writes no ledger.`, {
    hints: ['Bring its branch home and go on in a new container, which has one: maestro new.'],
  });
}

/** The host that a row of the ledger was refused for, since no list has it, or the rule that its request needs. EGRESS_ROW_NOT_FOUND, DOMAIN_INVALID. */
export async function refusedHost(
  context: Context,
  { name, id }: { name: ContainerName; id: string },
): Promise<{ host: string }> {
  const row = (await listEgress(context, { name })).find((each) => each.id === id);
  if (row === undefined)
    throw fail(
      'EGRESS_ROW_NOT_FOUND',
      `The ledger of ${name} has no row ${id}. It may be too old, or of another container.`,
    );
  if (row.rule === 'unlisted' && row.host !== '*') return { host: row.host };
  const rule = missingRule(row);
  if (rule !== undefined) return { host: rule };
  throw fail('DOMAIN_INVALID', `Row ${id} was not refused for something that is missing on the list.`, {
    hints: [`maestro egress ${name} shows its reason.`],
  });
}
