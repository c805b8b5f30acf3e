import { readOwned, type Role } from '../containers/labels.ts';
import type { Context } from '../context.ts';
import { LABEL } from '../docker/labels.ts';
import { fail } from '../errors.ts';

/** The agent's user in every image of ours. */
export const AGENT_USER = 'node';

/** The id of a running container of this user that an agent works in, or has another role. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, CONTAINER_NOT_RUNNING. */
export async function ownRunning(context: Context, name: string, roles: readonly Role[] = ['agent']): Promise<string> {
  const { Id, Config, State } = await context.docker.inspect(name);
  const role = readOwned(Config.Labels)?.role;
  const isOurs = Config.Labels[LABEL.home] === context.paths.home && role !== undefined && roles.includes(role);
  if (!isOurs) throw fail('CONTAINER_NOT_OURS', `${name} is not a container of this Maestro.`);
  if (!State.Running || State.Paused) throw fail('CONTAINER_NOT_RUNNING', `${name} is not running.`);
  return Id;
}
