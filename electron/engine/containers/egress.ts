import type { EgressRow } from '../../contract/egress.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { readLedger } from '../gateway/ledger.ts';
import { getMember } from './lifecycle.ts';

/** What a container tried in its network, the newest first. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS. */
export async function listEgress(context: Context, { name }: { name: ContainerName }): Promise<EgressRow[]> {
  const { gateway, birth } = await getMember(context, name);
  return gateway === null ? [] : readLedger(context, gateway.Id, birth.name);
}
