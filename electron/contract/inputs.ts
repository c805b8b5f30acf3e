import { z } from 'zod';
import { HostPath } from './ids.ts';

/** An id, a name, who somebody is. */
export const NAME_MAX_CHARS = 200;
/** A title, a reason, a rule. */
export const LINE_MAX_CHARS = 10_000;
/** How long a list may be. */
export const LIST_MAX = 10_000;
/** A text that a person or an agent wrote. */
export const WORDS_MAX_CHARS = 1_000_000;

/** A text of at most so many characters; its refusal says so in words. */
export function textUpTo(chars: number): z.ZodString {
  return z.string().max(chars, `Use at most ${chars} characters.`);
}

export const Name = textUpTo(NAME_MAX_CHARS).min(1, 'Must not be empty.');
export const Line = textUpTo(LINE_MAX_CHARS);
export const Words = textUpTo(WORDS_MAX_CHARS);
/** The entries of a list that a person wrote. */
export const Lines = z.array(Line).max(LIST_MAX, `Give at most ${LIST_MAX}.`);

/** A file or a folder of a project. */
export const ProjectPath = z
  .string()
  .max(1_000)
  .refine(
    (path) => path.replace(/^(\.\/)+/, '') !== '' && !path.startsWith('/') && !path.split('/').includes('..'),
    'Write a path from the root of the project, such as src/login.ts.',
  );

export const ofMission = z.object({ mission: Name });
export const ofFeature = ofMission.extend({ feature: Name });
export const ofAssertion = ofMission.extend({ assertion: Name });
export const ofMilestone = ofMission.extend({ milestone: Name });
export const ofCheckpoint = ofMission.extend({ id: Name });
export const ofHandoff = z.object({ id: Name });

/** Root of an opened project, as the snapshot names it: where a procedure does what an input without it asks for. */
export const inProject = z.object({ project: HostPath });
export const inMission = inProject.extend(ofMission.shape);

/**
 * What every write answers beside its record: sentences that a person should read although it was done, and what
 * `projects.undo` takes to take it back; null where nothing was changed.
 */
export const warnings = { warnings: z.array(z.string()), undo: z.string().nullable().optional() };
