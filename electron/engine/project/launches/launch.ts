import type { z } from 'zod';
import { type FeatureRef, type Launched, LaunchFeature } from '../../../contract/launches.ts';
import { createContainer, madeEarlier } from '../../containers/create.ts';
import type { Context } from '../../context.ts';
import { checked, fail, isProblem } from '../../errors.ts';
import type { Project } from '../records/project.ts';
import { mergedBase } from './base.ts';
import { withLaunchLock } from './lock.ts';
import { launchCopiesOf, type Makers, onlyOf } from './making.ts';

/** Longer than it takes to notice that the process died that launched it last. */
const LOCK_WAIT_MS = 20_000;

/** What launches a feature. */
export type Launching = (
  context: Context,
  project: Project,
  wanted: z.input<typeof LaunchFeature>,
) => Promise<Launched>;

/** How containers are made. */
export const MAKERS: Makers = { create: createContainer, isMade: madeEarlier, base: mergedBase };

/**
 * Puts an agent to a feature: a container from the prompt of its worker, on a branch of its own that begins where the work
 * of the features before it ends. The feature is `in-progress` then. Where a launch was cut off after its container was made,
 * that one is taken, so that there is never a second; one that fails leaves everything as it was.
 * FEATURE_NOT_READY, FEATURE_LAUNCHING, DEPENDENCY_OPEN, TOURNAMENT_OPEN, MERGE_CONFLICT, LAUNCH_BASE_MISSING, and what making a container fails with.
 */
export const launchFeature = launchedBy(MAKERS);

/** The same, with a container that is made in another way. */
export function launchedBy(makers: Makers): Launching {
  return async (context, project, wanted) => {
    const { mission, feature, ...wishes } = checked(LaunchFeature, wanted);
    const of = { mission, feature };
    return whileLaunching({ context, project, ...of }, async () =>
      onlyOf(await launchCopiesOf(context, project, { ...of, tournament: undefined, wishes: [wishes], makers })),
    );
  };
}

interface Alone extends FeatureRef {
  readonly context: Context;
  readonly project: Project;
}

/** What launches a feature does so alone. FEATURE_LAUNCHING. */
export async function whileLaunching<Result>(alone: Alone, work: () => Promise<Result>): Promise<Result> {
  const taken = { isOurs: false };
  try {
    return await withLaunchLock({ ...alone, waitMs: LOCK_WAIT_MS }, () => {
      taken.isOurs = true;
      return work();
    });
  } catch (error) {
    if (taken.isOurs || !isProblem(error, 'LOCK_HELD')) throw error;
    throw fail('FEATURE_LAUNCHING', `Feature ${alone.feature} is being launched already.`);
  }
}
