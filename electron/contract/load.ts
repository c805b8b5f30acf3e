import { z } from 'zod';
import { ContainerName, Instant } from './ids.ts';
import { procedure } from './procedure.ts';

/** What a container uses of its machine now. */
export const Load = z.object({
  name: ContainerName,
  /** When it was measured. */
  at: Instant,
  /** How many CPUs it kept busy, on average since the reading before; null while there is none before. */
  cpus: z.number().min(0).nullable(),
  /** Without the cache of files, which its machine takes back whenever it needs the room. */
  memoryBytes: z.int().min(0),
});
export type Load = z.infer<typeof Load>;

/** So many containers are followed each second; what is wanted beyond that is read now and then. */
export const FOLLOWED_LOADS = 12;

export const load = {
  /**
   * What these containers use, as far as it is known: of those that do not run, and of those that are asked for the first
   * time, nothing is. Ask again every two seconds for as long as somebody looks; who stops asking costs nothing.
   */
  read: procedure.input(z.object({ names: z.array(ContainerName).max(100) })).output(z.array(Load)),
};
