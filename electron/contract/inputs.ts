import { z } from 'zod';
import { HostPath } from './ids.ts';

/** An id, a name, who somebody is. */
export const NAME_MAX_CHARS = 200;
/** A title, a reason, a rule. */
export const LINE_MAX_CHARS = 10_000;
/** A text that a person or an agent wrote. */
export const WORDS_MAX_CHARS = 1_000_000;

export const Name = z.string().min(1).max(NAME_MAX_CHARS);
export const Line = z.string().max(LINE_MAX_CHARS);
export const Words = z.string().max(WORDS_MAX_CHARS);

/** Root of an opened project, as the snapshot names it. */
export const inProject = z.object({ project: HostPath });

export const inMission = inProject.extend({ mission: Name });
export const ofFeature = inMission.extend({ feature: Name });
export const ofAssertion = inMission.extend({ assertion: Name });
export const ofMilestone = inMission.extend({ milestone: Name });
export const ofCheckpoint = inMission.extend({ id: Name });
export const ofHandoff = inProject.extend({ id: Name });

/** What every write answers beside its record: sentences that a person should read although it was done. */
export const warnings = { warnings: z.array(z.string()) };
