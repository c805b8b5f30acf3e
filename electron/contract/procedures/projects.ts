import { z } from 'zod';
import { HostPath } from '../ids.ts';
import { ConfigInspector } from '../missionControl.ts';
import { Note } from '../notes.ts';
import { procedure } from '../procedure.ts';
import { ProjectEntry } from '../projects.ts';
import { inProject, Line, warnings, Words } from './inputs.ts';

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
  /** Values of the environment of workers are masked. */
  config: procedure.input(inProject).output(ConfigInspector),
  /** Sets one key, or removes it with null; comments and everything else in the file stay. */
  editConfig: procedure
    .input(
      inProject.extend({
        scope: z.enum(['project', 'global']),
        keyPath: z
          .string()
          .max(400)
          .regex(/^[^\s.]+(\.[^\s.]+)*$/, 'Join the keys with dots: memory.learnings.enabled'),
        value: z.union([Line, z.number(), z.boolean(), z.null()]),
      }),
    )
    .output(z.object({ path: z.string(), ...warnings })),
  /** Oldest first. */
  notes: procedure.input(inProject).output(z.object({ notes: z.array(Note) })),
  addNote: procedure.input(inProject.extend({ content: Words })).output(z.object({ note: Note, ...warnings })),
};
