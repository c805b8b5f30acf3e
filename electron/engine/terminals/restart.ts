import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { allLines } from '../docker/frames.ts';
import { fail } from '../errors.ts';
import { AGENT_USER, ownRunning } from './reach.ts';

const RESTART = 'exec 2>&1 </dev/null; /usr/local/lib/maestro/restart-agent && echo done';

/**
 * Starts an agent that has ended again, in its own window. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS,
 * CONTAINER_NOT_RUNNING; TERMINAL_FAILED where it runs already or its tmux is gone.
 */
export async function restartAgent(context: Context, { container }: { container: ContainerName }): Promise<void> {
  const id = await ownRunning(context, container);
  const held = await context.docker.hold(id, ['sh', '-c', RESTART], { user: AGENT_USER });
  const said = await allLines(held.output);
  if (said.at(-1) === 'done') return;
  throw fail('TERMINAL_FAILED', `The agent of ${container} was not started again.`, {
    hints: ['It may run already: look at its terminal. Stopping and starting the container starts the agent too.'],
    detail: said.join('\n'),
  });
}
