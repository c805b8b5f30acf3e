import type { Container } from '../../contract/containers.ts';
import type { ContainerName } from '../../contract/ids.ts';
import { readReport, Report } from '../../contract/reports.ts';
import { getMember, restartWhole, startContainer } from '../containers/lifecycle.ts';
import { getContainer } from '../containers/list.ts';
import type { Context } from '../context.ts';
import { runInside } from '../docker/run-inside.ts';
import { fail } from '../errors.ts';
import { AGENT_USER, ownRunning } from './reach.ts';

const RESTART = 'exec 2>&1 </dev/null; /usr/local/lib/maestro/restart-agent "$1" && echo done';
/** A program that cannot be run ends at once, and its container goes on. */
const BEGINS_WITHIN_MS = 5_000;

interface Restart {
  readonly name: ContainerName;
  /** The whole container, with its gateway. */
  readonly full: boolean;
  /** Whether an agent that runs is ended first. */
  readonly running: boolean;
}

/**
 * Starts a container’s agent again, in its own window, where it resumes its conversation if it can: with the same model,
 * flags and mode. A container that is down is started. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS; TERMINAL_FAILED where the
 * agent runs and may not be ended, or its tmux is gone.
 */
export async function restartContainer(context: Context, { name, full, running }: Restart): Promise<Container> {
  if (full) return restartWhole(context, { name });
  const { row, shown } = await getMember(context, name);
  if (row.State !== 'running') return startContainer(context, { name });
  await restartAgent(context, name, running);
  await begun(context, row.Id);
  return getContainer(context, shown);
}

async function restartAgent(context: Context, container: ContainerName, running: boolean): Promise<void> {
  const id = await ownRunning(context, container);
  const command = ['sh', '-c', RESTART, 'restart', running ? 'running' : ''];
  const said = await runInside(context, { id, command, user: AGENT_USER });
  if (/(^|\n)done\n$/.test(said)) return;
  throw fail('TERMINAL_FAILED', `The agent of ${container} was not started again.`, {
    hints: ['It may run already: look at its terminal. maestro restart NAME --full starts the whole container again.'],
    detail: said.trimEnd(),
  });
}

/** Waits until the container says that its agent is there, so that what is answered is true; not for ever. */
async function begun({ docker, closing }: Context, id: string): Promise<void> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(BEGINS_WITHIN_MS)]);
  for await (const line of docker.followRun(id, { signal, tail: 1 }))
    if (readReport(Report, line)?.agent.state === 'running') return;
}
