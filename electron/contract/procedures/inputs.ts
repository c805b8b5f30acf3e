import { z } from 'zod';
import { HostPath } from '../ids.ts';

/** Root of an opened project, as the snapshot names it. */
export const inProject = z.object({ project: HostPath });

const Name = z.string().min(1).max(200);

export const inMission = inProject.extend({ mission: Name });
export const ofFeature = inMission.extend({ feature: Name });
export const ofAssertion = inMission.extend({ assertion: Name });
export const ofMilestone = inMission.extend({ milestone: Name });
export const ofCheckpoint = inMission.extend({ id: Name });
export const ofHandoff = inProject.extend({ id: Name });

/** A line: a title, a name, a reason. */
export const Line = z.string().max(10_000);
/** A text that a person or an agent wrote. */
export const Words = z.string().max(1_000_000);

/** What every write answers beside its record: sentences that a person should read although it was done. */
export const warnings = { warnings: z.array(z.string()) };
