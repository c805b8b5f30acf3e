import { z } from 'zod';
import { inProject, warnings, Words } from './inputs.ts';
import { procedure } from './procedure.ts';

/** One entry of `notes.json`; the file is oldest first. */
export const Note = z.looseObject({ timestamp: z.string(), content: z.string(), git_branch: z.string() });
export type Note = z.infer<typeof Note>;

export const NoteFile = z.array(Note);

export const NewNote = z.object({ content: Words });

export const notes = {
  /** Oldest first. */
  notes: procedure.input(inProject).output(z.object({ notes: z.array(Note) })),
  addNote: procedure.input(inProject.extend(NewNote.shape)).output(z.object({ note: Note, ...warnings })),
};
