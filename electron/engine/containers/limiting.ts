import type { Container } from '../../contract/containers.ts';
import type { Limits } from '../../contract/limits.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import type { UpdatedLimits } from '../docker/port.ts';
import { fail, isProblem, problemOf } from '../errors.ts';
import { decideLimits } from './decide.ts';
import { getMember, withContainerLock } from './lifecycle.ts';
import { keepLimits } from './limits.ts';
import { getContainer } from './list.ts';

interface Wanted {
  readonly name: ContainerName;
  readonly limits: Partial<Limits>;
}

/**
 * Changes the limits of a container, which may run: they hold at once, and over every later start. LIMIT_INVALID where
 * this machine has less, or it uses more at the moment; CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS.
 */
export async function updateLimits(context: Context, { name, limits }: Wanted): Promise<Container> {
  const shown = await withContainerLock(context, name, async () => {
    const { row, birth, shown: called } = await getMember(context, name);
    const decided = decideLimits(limits, birth.limits, await context.docker.info());
    // Whoever hears of the change reads what is kept.
    await keepLimits(context, name, decided);
    try {
      await context.docker.update(row.Id, forDocker(decided));
    } catch (error) {
      await keepLimits(context, name, birth.limits);
      if (isProblem(error, 'DOCKER_UNREACHABLE')) throw error;
      const detail = problemOf(error).detail ?? problemOf(error).sentence;
      throw fail('LIMIT_INVALID', `Docker cannot give ${called} these limits.`, { detail, cause: error });
    }
    return called;
  });
  return getContainer(context, shown);
}

function forDocker({ memoryBytes, cpus, pids }: Limits): UpdatedLimits {
  return {
    Memory: memoryBytes,
    MemorySwap: memoryBytes,
    NanoCpus: Math.round(cpus * 1e9),
    PidsLimit: pids,
  };
}
