import type { Container } from '../../../contract/containers.ts';
import type { NewContainer } from '../../../contract/creation.ts';
import type { Feature } from '../../../contract/features.ts';
import type { CallerId } from '../../../contract/ids.ts';
import { agentOfWorker, type FeatureRef, type Launch, type Launched, takesAgents } from '../../../contract/launches.ts';
import type { Mission } from '../../../contract/missions.ts';
import { present } from '../../../contract/present.ts';
import type { LaunchedCopies } from '../../../contract/tournaments.ts';
import { readConfig } from '../../config/config.ts';
import type { madeEarlier } from '../../containers/create.ts';
import { freeBranch } from '../../containers/naming.ts';
import { branchSlug } from '../../containers/slug.ts';
import type { Context } from '../../context.ts';
import { fail, problemOf } from '../../errors.ts';
import { readProject } from '../../git/git.ts';
import { openDependencies } from '../missions/features/status-rules.ts';
import { updateFeature } from '../missions/features/update.ts';
import { getFeature, getMission, listFeatures } from '../missions/mission/store.ts';
import { listCorrections } from '../memory/store.ts';
import { noteUse } from '../memory/uses.ts';
import { writePrompt } from '../prompts/prompt.ts';
import type { Project } from '../records/project.ts';
import { type mergedBase, makeBranch, takeBranchBack } from './base.ts';
import { beforesOf } from './befores.ts';
import { keepLaunch, launchesOf } from './store.ts';

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

/** What one agent is wished to be. `hint` stands below the prompt of the feature's worker. */
export type Wish = Omit<NewContainer, 'project' | 'task'> & {
  readonly task?: string | undefined;
  readonly hint?: string | undefined;
};

export interface Wanted extends FeatureRef {
  readonly wishes: readonly Wish[];
  /** The tournament of several; undefined: one alone. */
  readonly tournament: CallerId | undefined;
  readonly makers: Makers;
}

interface Settled extends LaunchedCopies {
  /** Of `failed`, as they were thrown. */
  readonly errors: readonly unknown[];
}

/**
 * Puts an agent to a feature for each of the wishes, with its launch lock held. All are written down before the first is made,
 * and those that were made when a launch was cut off are taken; each that fails leaves nothing.
 */
export async function launchCopiesOf(context: Context, project: Project, wanted: Wanted): Promise<Settled> {
  const { mission, feature, wishes, makers } = wanted;
  const plan = getMission(project, mission);
  const planned = getFeature(project, mission, feature);
  const features = listFeatures(project, plan);
  const begun = launchesOf(project, mission, feature).filter(({ container }) => container === null);
  const isMade = await Promise.all(begun.map(({ id }) => makers.isMade(context, id)));
  const made = begun.filter((_, at) => isMade[at]);
  refuseUnready(plan, planned, { features, isBegun: made.length > 0 });
  for (const started of begun.filter((_, at) => !isMade[at])) await takeBack(context, project, { of: wanted, started });
  const left = wishes.slice(made.length);
  const beginnings = await begin(context, project, { wanted, left, planned, features, made });
  const making = [...made.map((started, at) => ({ started, wish: wishes[at] ?? wishes[0] })), ...beginnings].flatMap(
    ({ started, wish }) => (wish === undefined ? [] : [{ of: wanted, started, wish, title: planned.title }]),
  );
  return settle(context, project, { making, planned });
}

/** What a launch of one alone made. */
export function onlyOf({ launches, errors, missionAutoStarted }: Settled): Launched {
  const [launch] = launches;
  if (launch === undefined) throw errors[0];
  return { launch, missionAutoStarted };
}

function refuseUnready(
  { id, status }: Mission,
  feature: Feature,
  { features, isBegun }: { readonly features: readonly Feature[]; readonly isBegun: boolean },
): void {
  refuseMission({ id, status });
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

/** FEATURE_NOT_READY where agents may not be put to a mission's features now. */
export function refuseMission({ id, status }: Pick<Mission, 'id' | 'status'>): void {
  if (takesAgents(status)) return;
  throw fail('FEATURE_NOT_READY', `The mission ${id} is ${status}.`, {
    hints: [status === 'draft' ? `Approve it first: maestro mission approve ${id}` : `maestro mission show ${id}`],
  });
}

/** How a feature that is not open comes back to where it can be launched. */
const BACK: Partial<Record<Feature['status'], string>> = {
  review: 'Back to work: maestro feature update ID --status pending --retry-reason "…"',
  blocked: 'When nothing blocks it any more: maestro feature update ID --status pending',
};

interface Beginning {
  readonly wanted: Wanted;
  /** Wishes for which nothing was begun yet. */
  readonly left: readonly Wish[];
  readonly planned: Feature;
  readonly features: readonly Feature[];
  readonly made: readonly Launch[];
}

interface Started {
  readonly started: Launch;
  readonly wish: Wish;
}

/** Decides branches and base, and writes them down before anything is made from them. */
async function begin(context: Context, project: Project, beginning: Beginning): Promise<Started[]> {
  const { wanted, left, planned, features, made } = beginning;
  if (left.length === 0) return [];
  const merged = await wanted.makers.base(context, project.root, beforesOf(project, planned, features));
  const { head } = await readProject(project.root);
  const tournament = made.find((one) => one.tournament !== undefined)?.tournament ?? wanted.tournament;
  const taken = made.map(({ branch }) => branch);
  const begun: Started[] = [];
  for (const wish of left) {
    const base = { base: merged ?? head, isMerged: merged !== null, taken };
    const started = await beginOne(context, project, { of: wanted, wish, planned, tournament, ...base });
    taken.push(started.branch);
    begun.push({ started, wish });
  }
  return begun;
}

interface BeginningOne {
  readonly of: FeatureRef;
  readonly wish: Wish;
  readonly planned: Feature;
  readonly tournament: CallerId | undefined;
  readonly base: string | null;
  /** Whether the base is another commit than the one that is checked out in the project. */
  readonly isMerged: boolean;
  /** Branches that are not made yet. */
  readonly taken: readonly string[];
}

/** Writes one launch down, and makes its branch where that does not begin at what is checked out. */
export async function beginOne(context: Context, project: Project, beginning: BeginningOne): Promise<Launch> {
  const { of, wish, planned, tournament, base, isMerged, taken } = beginning;
  const facts = await readProject(project.root);
  const known = [...facts.branches, ...facts.remoteBranches, ...taken];
  const started: Launch = {
    id: wish.id,
    container: null,
    agent: wish.agent ?? agentOfWorker(planned.workerType) ?? readConfig(context).defaultAgent,
    branch: freeBranch(wish.branch ?? branchSlug(planned.title), known),
    base,
    at: context.now().toISOString(),
    ...present({ tournament }),
  };
  if (isMerged && base !== null) await makeBranch(project.root, started.branch, base);
  await keepLaunch(project, of, { id: started.id, launch: started });
  return started;
}

export interface Making extends Started {
  readonly of: FeatureRef;
  readonly title: string;
}

/** Makes them all, moves the feature on once, and writes down which are there: last, so that a launch that is cut off is gone on with. */
async function settle(
  context: Context,
  project: Project,
  { making, planned }: { readonly making: readonly (Making & { of: Wanted })[]; readonly planned: Feature },
): Promise<Settled> {
  const made = await Promise.allSettled(making.map((one) => make(context, project, { ...one, makers: one.of.makers })));
  const launches: Launch[] = [];
  const [failed, errors]: [LaunchedCopies['failed'], unknown[]] = [[], []];
  for (const [at, { started }] of making.entries()) {
    const { agent, branch } = started;
    const end = made[at];
    if (end?.status === 'fulfilled') launches.push({ ...started, container: end.value.name });
    else {
      failed.push({ agent, branch, problem: problemOf(end?.reason) });
      errors.push(end?.reason);
    }
  }
  if (launches.length === 0) return { launches, failed, errors, missionAutoStarted: false };
  const missionAutoStarted = await moveOn(project, planned);
  for (const launch of launches) await keepLaunch(project, ofFeatureOf(planned), { id: launch.id, launch });
  return { launches, failed, errors, missionAutoStarted };
}

function ofFeatureOf({ missionId: mission, id: feature }: Feature): FeatureRef {
  return { mission, feature };
}

async function moveOn(project: Project, { missionId: mission, id: feature, status }: Feature): Promise<boolean> {
  if (status === 'in-progress') return false;
  return (await updateFeature(project, { mission, feature, status: 'in-progress' })).missionAutoStarted;
}

/** Makes the container of a launch that is written down; where that fails, nothing of the launch stays. */
export async function make(
  context: Context,
  project: Project,
  { of: { mission, feature }, started, wish, title, makers }: Making & { readonly makers: Makers },
): Promise<Container> {
  const { hint, ...wishes } = wish;
  const of = { mission, feature };
  try {
    const prompt = wishes.task ?? (await writePrompt(project, { mission, id: feature })).prompt;
    const task = hint === undefined ? prompt : `${prompt.trimEnd()}\n\n## Your way\n\n${hint}\n`;
    const { id, branch, agent } = started;
    const wanted: NewContainer = { ...wishes, id, project: project.root, task, branch, agent };
    const made = await makers.create(context, wanted, { feature: of, title });
    await countRules(context, project, task);
    return made;
  } catch (error) {
    await leaveNothing(context, project, { of, started, makers }).catch((left: unknown) => {
      context.log.warn({ branch: started.branch, problem: problemOf(left) }, 'something of a failed launch stays');
    });
    throw error;
  }
}

/** Counts the corrections that an agent was told. What was made is made, also where that cannot be written. */
async function countRules(context: Context, project: Project, task: string): Promise<void> {
  try {
    const told = listCorrections(project).filter(({ rule }) => rule !== '' && task.includes(rule));
    await noteUse(project, { ids: told.map(({ id }) => id), as: 'prompt' });
  } catch (error) {
    context.log.warn({ problem: problemOf(error) }, 'which corrections were told could not be counted');
  }
}

/** Where nobody can say that no container was made, the launch stays, to be gone on with. */
async function leaveNothing(
  context: Context,
  project: Project,
  { makers, ...one }: { readonly of: FeatureRef; readonly started: Launch; readonly makers: Makers },
): Promise<void> {
  if (!(await makers.isMade(context, one.started.id))) await takeBack(context, project, one);
}

async function takeBack(
  context: Context,
  project: Project,
  { of, started: { id, branch, base } }: { readonly of: FeatureRef; readonly started: Launch },
): Promise<void> {
  await keepLaunch(project, of, { id, launch: null });
  const { head } = await readProject(project.root);
  if (base === null || base === head) return;
  await takeBranchBack(project.root, branch, base).catch((left: unknown) => {
    context.log.warn({ branch, problem: problemOf(left) }, 'the branch of a launch stays');
  });
}
