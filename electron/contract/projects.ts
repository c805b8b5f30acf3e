import { z } from 'zod';
import { Problem } from './errors.ts';
import { HostPath } from './ids.ts';
import { warnings } from './inputs.ts';
import { procedure } from './procedure.ts';

/** A file that cannot be used, named with the reason. It was left as it is. */
export const DamagedFile = z.object({ path: z.string(), sentence: z.string() });
export type DamagedFile = z.infer<typeof DamagedFile>;

/** A project of this user. */
export const ProjectEntry = z.object({
  /** Its root. */
  path: z.string(),
  name: z.string(),
  /** Why it is known: opened here, opened before, in the graph of projects, or a container works on it. */
  sources: z.array(z.enum(['open', 'recent', 'graph', 'container'])),
  /** `known` is not opened, so its files are not followed. `uninitialized` has no `.maestro/` yet. */
  state: z.enum(['known', 'opening', 'ready', 'uninitialized', 'missing', 'failed']),
  problem: Problem.nullable(),
  /** Grows with every change of its files. */
  stamp: z.int().min(0),
  pendingHandoffs: z.int(),
  missionCount: z.int(),
  damaged: z.array(DamagedFile),
});
export type ProjectEntry = z.infer<typeof ProjectEntry>;

const Path = z.object({ path: HostPath });

export const projects = {
  /** Finds the project of a folder as the command line does, and follows its files from now on. */
  open: procedure.input(Path).output(ProjectEntry),
  /** Stops following a project and forgets that it was open. Deletes nothing. */
  close: procedure.input(Path).output(z.void()),
  /** Makes `.maestro/` in exactly this folder; what is there already stays. */
  init: procedure
    .input(Path)
    .output(
      z.object({ created: z.array(z.string()).readonly(), skipped: z.array(z.string()).readonly(), ...warnings }),
    ),
};
