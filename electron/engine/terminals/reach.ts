import { notThere } from '../containers/lifecycle.ts';
import { readOwned, type Role } from '../containers/labels.ts';
import type { Context } from '../context.ts';
import { LABEL, ownLabels } from '../docker/labels.ts';
import { fail } from '../errors.ts';

/** The agent's user in every image of ours. */
export const AGENT_USER = 'node';

/** The id of a running container of this user that an agent works in, or has another role. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, CONTAINER_NOT_RUNNING. */
export async function ownRunning(context: Context, name: string, roles: readonly Role[] = ['agent']): Promise<string> {
  const rows = await context.docker.containers({ ...ownLabels(context.paths.home), [LABEL.container]: name });
  const row = rows.find(({ Labels }) => roles.some((role) => readOwned(Labels)?.role === role));
  if (row === undefined) throw await notThere(context, name);
  if (row.State !== 'running') throw fail('CONTAINER_NOT_RUNNING', `${name} is not running.`);
  return row.Id;
}
