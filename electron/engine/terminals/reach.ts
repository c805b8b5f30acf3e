import { notThere } from '../containers/lifecycle.ts';
import { readOwned, type Role } from '../containers/labels.ts';
import type { Context } from '../context.ts';
import { NODE_ID } from '../docker/files.ts';
import { LABEL, ownLabels } from '../docker/labels.ts';
import { fail, type MaestroError } from '../errors.ts';

/** The agent's user, by its id: an image of somebody's own may name it otherwise. */
export const AGENT_USER = String(NODE_ID);

/** The id of a running container of this user that an agent works in, or has another role. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, CONTAINER_NOT_RUNNING. */
export async function ownRunning(context: Context, name: string, roles: readonly Role[] = ['agent']): Promise<string> {
  const rows = await context.docker.containers({ ...ownLabels(context.paths.home), [LABEL.container]: name });
  const row = rows.find(({ Labels }) => roles.some((role) => readOwned(Labels)?.role === role));
  if (row === undefined) throw await notThere(context, name);
  if (row.State !== 'running') throw fail('CONTAINER_NOT_RUNNING', `${row.Names[0]?.slice(1) ?? name} is not running.`);
  return row.Id;
}

/** TERMINAL_FAILED, with what tmux said. */
export function noTerminal(container: string, detail: string): MaestroError {
  return fail('TERMINAL_FAILED', `The terminal of ${container} is not there.`, {
    hints: [
      'It comes when the container is ready: open it again then. A window that was closed comes back with a restart.',
    ],
    detail,
  });
}
