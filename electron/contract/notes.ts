import { z } from 'zod';

/** One entry of `notes.json`; the file is oldest first. */
export const Note = z.looseObject({ timestamp: z.string(), content: z.string(), git_branch: z.string() });
export type Note = z.infer<typeof Note>;

export const NoteFile = z.array(Note);
