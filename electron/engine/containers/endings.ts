import type { Context } from '../context.ts';
import type { ContainerRow } from '../docker/port.ts';
import { isProblem, problemOf } from '../errors.ts';
import type { Wish } from './wishes.ts';

/** How a container ended that is down, and that Maestro was not asked to stop. */
export interface Ending {
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** It ended before its engine began its present run: with the engine before, or while that came back. */
  readonly engineLost: boolean;
}

/** What ends by being asked to: by TERM, which it hears or, at its very start, does not. */
const ASKED: readonly number[] = [0, 143];

/**
 * Whether nobody asked for its end (pure). While an engine runs, it starts again itself what was not stopped; one that was
 * killed and comes back stops what still runs, and leaves it so. Where no wish is known, only a kill or a crash counts.
 */
export function isInterrupted(ending: Ending | null, wish: Wish | null): boolean {
  if (ending === null || wish === 'down') return false;
  return !ASKED.includes(ending.exitCode) || shouldReturn(ending, wish);
}

/** Whether it is started again by itself (pure): the user’s last word was that it runs, and its engine went away under it. */
export function shouldReturn(ending: Ending | null, wish: Wish | null): boolean {
  return ending !== null && wish === 'up' && ending.engineLost;
}

/** An end in words (pure). */
export function endingWords({ exitCode, oomKilled, engineLost }: Ending): string {
  if (oomKilled) return 'killed, because it used more memory than it may';
  if (engineLost) return `the engine went away under it (exit code ${exitCode})`;
  return exitCode > 128 ? `killed (exit code ${exitCode})` : `ended with exit code ${exitCode}`;
}

/** How a container ended; null where it did not, is gone, or cannot be read. `began` tells when its engine began. */
export async function findEnding(
  context: Context,
  row: ContainerRow,
  began: () => Promise<number | null>,
): Promise<Ending | null> {
  if (row.State !== 'exited') return null;
  try {
    const [{ State }, engineStart] = await Promise.all([context.docker.inspect(row.Id), began()]);
    if (State.Running) return null;
    const engineLost = engineStart === null || Date.parse(State.FinishedAt) <= engineStart;
    return { exitCode: State.ExitCode, oomKilled: State.OOMKilled, engineLost };
  } catch (error) {
    if (isProblem(error, 'DOCKER_UNREACHABLE') || isProblem(error, 'DOCKER_DENIED')) throw error;
    context.log.warn({ container: row.Names[0], problem: problemOf(error) }, 'how it ended cannot be read');
    return null;
  }
}

/**
 * When the engine began its present run, as a time value; null where that is unknown. Docker's API does not tell it, and
 * a process or a socket can only be looked at on its own machine. But an engine that starts makes its network `bridge`
 * anew, nobody can remove or replace that one, and its own clock dates it as it dates the ends of containers.
 *
 * Where that does not hold: an engine that was told to have no bridge gives null, so that every end counts as its own,
 * and what is to run is started once when it answers. One that keeps containers alive over its restart keeps the network
 * too while one of them uses it: then an end of that time counts as the container's, which is named, not started.
 */
export async function engineBegan({ docker }: Pick<Context, 'docker'>): Promise<number | null> {
  const networks = await docker.networks({});
  const made = Date.parse(networks.find(({ Name }) => Name === 'bridge')?.Created ?? '');
  return Number.isNaN(made) ? null : made;
}
