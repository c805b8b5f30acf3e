import { z } from 'zod';
import { Problem } from './errors.ts';
import { HostPath } from './ids.ts';
import { inProject, Name, warnings } from './inputs.ts';
import { procedure } from './procedure.ts';

/** A file that cannot be used, named with the reason. It was left as it is. */
export const DamagedFile = z.object({
  path: z.string(),
  sentence: z.string(),
  /** It holds both sides of a merge, and one can be taken. */
  conflicted: z.boolean().optional(),
  /** It can be repaired without guessing. */
  repairable: z.boolean().optional(),
  /** The latest checkpoint that has what it lost. */
  checkpoint: z.string().optional(),
});
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

/** What was done to a damaged or left-over file. */
export const Repair = z.object({
  path: z.string(),
  /** What was done, or why nothing could be. */
  done: z.string(),
  /** Where the damaged file went; absent when it was left as it is. */
  copy: z.string().optional(),
});
export type Repair = z.infer<typeof Repair>;

/** One side of a merge, as git names them: `ours` is the branch that was checked out. */
export const Side = z.enum(['ours', 'theirs']);
export type Side = z.infer<typeof Side>;

/** A file of a project, and the copy of what stood in it before. */
export const KeptSide = z.object({ path: HostPath, copy: HostPath });
export type KeptSide = z.infer<typeof KeptSide>;

/** The files that were put back to what they were. */
export const Undone = z.object({ paths: z.array(HostPath) });
export type Undone = z.infer<typeof Undone>;

const Path = z.object({ path: HostPath });

export const projects = {
  /** Finds the project of a folder as the command line does, and follows its files from now on. */
  open: procedure.input(Path).output(ProjectEntry),
  /** Stops following a project and forgets that it was open. Deletes nothing. */
  close: procedure.input(Path).output(z.void()),
  /** Takes one side of a merge for a file with conflict markers; both sides stay in the copy. */
  keepSide: procedure.input(inProject.extend({ path: HostPath, side: Side })).output(KeptSide.extend(warnings)),
  /** Repairs what can be repaired without guessing, or this file alone; each after a copy. */
  repair: procedure
    .input(inProject.extend({ path: HostPath.optional() }))
    .output(z.object({ repairs: z.array(Repair), ...warnings })),
  /** Undoes `keepSide` or a repair. */
  putBack: procedure.input(inProject.extend(KeptSide.shape)).output(KeptSide.extend(warnings)),
  /** Takes a write back, by what it answered; refused when a file of it was changed since. It can be undone in turn. */
  undo: procedure.input(inProject.extend({ undo: Name })).output(Undone.extend(warnings)),
  /** Makes `.maestro/` in exactly this folder; what is there already stays. */
  init: procedure
    .input(Path)
    .output(
      z.object({ created: z.array(z.string()).readonly(), skipped: z.array(z.string()).readonly(), ...warnings }),
    ),
};
