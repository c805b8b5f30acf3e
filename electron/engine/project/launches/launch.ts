import type { z } from 'zod';
import type { AgentKind } from '../../../contract/agents.ts';
import type { Container } from '../../../contract/containers.ts';
import type { NewContainer } from '../../../contract/creation.ts';
import type { Feature } from '../../../contract/features.ts';
import {
  type FeatureRef,
  type Launch,
  type Launched,
  LaunchFeature,
  agentOfWorker,
  takesAgents,
} from '../../../contract/launches.ts';
import type { Mission } from '../../../contract/missions.ts';
import { readConfig } from '../../config/config.ts';
import { createContainer, madeEarlier } from '../../containers/create.ts';
import { freeBranch } from '../../containers/naming.ts';
import { branchSlug } from '../../containers/slug.ts';
import type { Context } from '../../context.ts';
import { checked, fail, isProblem, problemOf } from '../../errors.ts';
import { readProject } from '../../git/git.ts';
import { openDependencies } from '../missions/features/status-rules.ts';
import { updateFeature } from '../missions/features/update.ts';
import { getFeature, getMission, listFeatures } from '../missions/mission/store.ts';
import { writePrompt } from '../prompts/prompt.ts';
import type { Project } from '../records/project.ts';
import { type Before, makeBranch, mergedBase, takeBranchBack } from './base.ts';
import { withLaunchLock } from './lock.ts';
import { keepLaunch, launchesOf } from './store.ts';

/** Longer than it takes to notice that the process died that launched it last. */
const LOCK_WAIT_MS = 20_000;

/** What makes a container, tells whether it was made, and finds the commit that it begins at. */
export interface Makers {
  readonly create: (
    context: Context,
    input: NewContainer,
    of: { readonly feature: FeatureRef; readonly title: string },
  ) => Promise<Container>;
  /** Removes what a cut-off creation left halfway. */
  readonly isMade: typeof madeEarlier;
  readonly base: typeof mergedBase;
}

/** What launches a feature. */
export type Launching = (
  context: Context,
  project: Project,
  wanted: z.input<typeof LaunchFeature>,
) => Promise<Launched>;

interface Wanted {
  readonly input: LaunchFeature;
  readonly makers: Makers;
}

/**
 * Puts an agent to a feature: a container from the prompt of its worker, on a branch of its own that begins where the work
 * of the features before it ends. The feature is `in-progress` then. Where a launch was cut off after its container was made,
 * that one is taken, so that there is never a second; one that fails leaves everything as it was.
 * FEATURE_NOT_READY, FEATURE_LAUNCHING, DEPENDENCY_OPEN, MERGE_CONFLICT, LAUNCH_BASE_MISSING, and what making a container fails with.
 */
export const launchFeature = launchedBy({ create: createContainer, isMade: madeEarlier, base: mergedBase });

/** The same, with a container that is made in another way. */
export function launchedBy(makers: Makers): Launching {
  return async (context, project, wanted) => {
    const input = checked(LaunchFeature, wanted);
    const { mission, feature } = input;
    const lock = { context, project, mission, feature, waitMs: LOCK_WAIT_MS };
    const taken = { isOurs: false };
    try {
      return await withLaunchLock(lock, () => {
        taken.isOurs = true;
        return launch(context, project, { input, makers });
      });
    } catch (error) {
      if (taken.isOurs || !isProblem(error, 'LOCK_HELD')) throw error;
      throw fail('FEATURE_LAUNCHING', `Feature ${feature} is being launched already.`);
    }
  };
}

async function launch(context: Context, project: Project, { input, makers }: Wanted): Promise<Launched> {
  const { mission, feature } = input;
  const plan = getMission(project, mission);
  const planned = getFeature(project, mission, feature);
  const features = listFeatures(project, plan);
  const begun = launchesOf(project, mission, feature).find(({ container }) => container === null);
  const made = begun !== undefined && (await makers.isMade(context, begun.id)) ? begun : undefined;
  refuseUnready(plan, planned, { features, isBegun: made !== undefined });
  if (begun !== undefined && made === undefined) await takeBack(context, project, { input, started: begun });
  const started = made ?? (await begin(context, project, { input, makers, planned, features }));
  const container = await make(context, project, { input, makers, started, title: planned.title });
  const launched = { ...started, container: container.name };
  const missionAutoStarted = await moveOn(project, planned);
  // Last: without it, a launch that is cut off before is gone on with.
  await keepLaunch(project, input, { id: started.id, launch: launched });
  return { launch: launched, missionAutoStarted };
}

async function moveOn(project: Project, { missionId: mission, id: feature, status }: Feature): Promise<boolean> {
  if (status === 'in-progress') return false;
  return (await updateFeature(project, { mission, feature, status: 'in-progress' })).missionAutoStarted;
}

interface Readiness {
  readonly features: readonly Feature[];
  /** A launch of it was cut off after its container was made. */
  readonly isBegun: boolean;
}

function refuseUnready({ id, status }: Mission, feature: Feature, { features, isBegun }: Readiness): void {
  if (!takesAgents(status))
    throw fail('FEATURE_NOT_READY', `The mission ${id} is ${status}.`, {
      hints: [status === 'draft' ? `Approve it first: maestro mission approve ${id}` : `maestro mission show ${id}`],
    });
  const isOpen = feature.status === 'pending' || feature.status === 'assigned';
  if (!isOpen && !(isBegun && feature.status === 'in-progress'))
    throw fail('FEATURE_NOT_READY', `Feature ${feature.id} is ${feature.status} already.`, {
      hints: [
        BACK[feature.status]?.replace('ID', `${feature.id} --mission ${id}`) ?? 'maestro list shows who works on it.',
      ],
    });
  const open = openDependencies(feature, features).map((other) => `${other.id} (${other.status})`);
  if (open.length > 0)
    throw fail('DEPENDENCY_OPEN', `${feature.id} depends on ${open.join(', ')}.`, {
      hints: ['Finish what it depends on first.'],
    });
}

/** How a feature that is not open comes back to where it can be launched. */
const BACK: Partial<Record<Feature['status'], string>> = {
  review: 'Back to work: maestro feature update ID --status pending --retry-reason "…"',
  blocked: 'When nothing blocks it any more: maestro feature update ID --status pending',
};

interface Beginning extends Wanted {
  readonly planned: Feature;
  readonly features: readonly Feature[];
}

/** Decides branch and base, and writes both down before anything is made from them. */
async function begin(context: Context, project: Project, beginning: Beginning): Promise<Launch> {
  const { input, makers, planned, features } = beginning;
  const facts = await readProject(project.root);
  const merged = await makers.base(context, project.root, beforesOf(project, planned, features));
  const started: Launch = {
    id: input.id,
    container: null,
    agent: agentOf(context, input, planned),
    branch: freeBranch(input.branch ?? branchSlug(planned.title), [...facts.branches, ...facts.remoteBranches]),
    base: merged ?? facts.head,
    at: context.now().toISOString(),
  };
  if (merged !== null) await makeBranch(project.root, started.branch, merged);
  await keepLaunch(project, input, { id: started.id, launch: started });
  return started;
}

/**
 * The features right before this one whose work an agent of ours did, and what an earlier agent did for this one. What
 * people did by hand is in the project.
 */
function beforesOf(project: Project, feature: Feature, features: readonly Feature[]): Before[] {
  return [...feature.dependsOn, feature.id].flatMap((id) => {
    const last = launchesOf(project, feature.missionId, id).findLast(({ container }) => container !== null);
    const title = features.find((other) => other.id === id)?.title ?? id;
    if (last === undefined || last.container === null) return [];
    return [
      { ...last, mission: feature.missionId, feature: id, title, container: last.container, isOwn: id === feature.id },
    ];
  });
}

/** The one that is asked for, else the feature's worker where that is one, else the configured one. */
function agentOf(context: Context, { agent }: LaunchFeature, { workerType }: Feature): AgentKind {
  return agent ?? agentOfWorker(workerType) ?? readConfig(context).defaultAgent;
}

interface Making extends Wanted {
  readonly started: Launch;
  readonly title: string;
}

async function make(context: Context, project: Project, making: Making): Promise<Container> {
  const { input, makers, started, title } = making;
  const { mission, feature, ...wishes } = input;
  try {
    const task = wishes.task ?? (await writePrompt(project, { mission, id: feature })).prompt;
    const { id, branch, agent } = started;
    const wanted: NewContainer = { ...wishes, id, project: project.root, task, branch, agent };
    return await makers.create(context, wanted, { feature: { mission, feature }, title });
  } catch (error) {
    await leaveNothing(context, project, making).catch((left: unknown) => {
      context.log.warn({ branch: started.branch, problem: problemOf(left) }, 'something of a failed launch stays');
    });
    throw error;
  }
}

/** Where nobody can say that no container was made, the launch stays, to be gone on with. */
async function leaveNothing(context: Context, project: Project, making: Making): Promise<void> {
  if (!(await making.makers.isMade(context, making.started.id))) await takeBack(context, project, making);
}

async function takeBack(
  context: Context,
  project: Project,
  { input, started: { id, branch, base } }: Pick<Making, 'input' | 'started'>,
): Promise<void> {
  await keepLaunch(project, input, { id, launch: null });
  const { head } = await readProject(project.root);
  if (base === null || base === head) return;
  await takeBranchBack(project.root, branch, base).catch((left: unknown) => {
    context.log.warn({ branch, problem: problemOf(left) }, 'the branch of a launch stays');
  });
}
