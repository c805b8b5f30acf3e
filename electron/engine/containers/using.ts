import type { ContainerName } from '../../contract/ids.ts';
import type { Usage } from '../../contract/usage.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { readUsage } from '../usage/read.ts';
import { shortName } from './describe.ts';
import { getMember } from './lifecycle.ts';

/**
 * What a container's agent has used since it was made. Read anew at each call: it lies in the container alone.
 * CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, DOCKER_FAILED.
 */
export async function getUsage(context: Context, { name }: { name: ContainerName }): Promise<Usage> {
  const { row, birth, shown } = await getMember(context, name);
  const { agent } = birth;
  const read = await readUsage(context.docker, { id: row.Id, agent });
  return { name: birth.name, shortName: shortName(shown, readConfig(context).prefix), agent, ...read };
}
