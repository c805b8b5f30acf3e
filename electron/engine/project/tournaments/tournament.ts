import type { z } from 'zod';
import type { ContainerName } from '../../../contract/ids.ts';
import type { FeatureRef, Launch, Launched } from '../../../contract/launches.ts';
import {
  CombineCopies,
  LaunchCopies,
  type LaunchedCopies,
  PickCopy,
  type PickedCopy,
} from '../../../contract/tournaments.ts';
import type { Context } from '../../context.ts';
import { checked, fail } from '../../errors.ts';
import { readProject } from '../../git/git.ts';
import { updateFeature } from '../missions/features/update.ts';
import { getFeature, getMission } from '../missions/mission/store.ts';
import { judgeBy } from '../proofs/judge.ts';
import { adoptProofs, newestProofs } from '../proofs/store.ts';
import type { Project } from '../records/project.ts';
import { between } from '../launches/follow-rules.ts';
import { whileLaunching } from '../launches/launch.ts';
import { beginOne, launchCopiesOf, make, refuseMission, type Wish } from '../launches/making.ts';
import { type Means, MEANS, type Work } from './means.ts';
import { competing } from './scoreboard.ts';
import { changeLaunches, keepLaunch, launchesOf } from '../launches/store.ts';
import { afterPick } from '../launches/tournament-rules.ts';

/**
 * Puts several agents to one feature, each in a container and on a branch of its own, all from the same commit. What can be
 * made is; FEATURE_NOT_READY, FEATURE_LAUNCHING, DEPENDENCY_OPEN, and, where none can be made, what the first failed with.
 */
export function launchCopies(
  context: Context,
  project: Project,
  { means: { makers } = MEANS, ...wanted }: z.input<typeof LaunchCopies> & By,
): Promise<LaunchedCopies> {
  const { mission, feature, id: tournament, copies: wishes } = checked(LaunchCopies, wanted);
  const of = { mission, feature };
  return whileLaunching({ context, project, ...of }, async () => {
    const { errors, ...made } = await launchCopiesOf(context, project, { ...of, tournament, wishes, makers });
    if (made.launches.length === 0) throw errors[0];
    return made;
  });
}

/**
 * Puts one more agent to a feature whose copies compete, with the branches of all of them, to take the best of each. It is
 * a copy too, and can be picked. TOURNAMENT_NONE, LAUNCH_BASE_MISSING where fewer than two have commits here.
 */
export function combineCopies(
  context: Context,
  project: Project,
  { means = MEANS, ...wanted }: z.input<typeof CombineCopies> & By,
): Promise<Launched> {
  const { mission, feature, ...wishes } = checked(CombineCopies, wanted);
  return whileLaunching({ context, project, mission, feature }, () =>
    combine(context, project, { of: { mission, feature }, wishes, means }),
  );
}

interface By {
  readonly means?: Means;
}

interface Combining {
  readonly of: FeatureRef;
  readonly wishes: Wish;
  readonly means: Means;
}

async function combine(context: Context, project: Project, { of, wishes, means }: Combining): Promise<Launched> {
  refuseMission(getMission(project, of.mission));
  const planned = getFeature(project, of.mission, of.feature);
  const copies = competing(project, of);
  const works = await means.works(context, { project, copies });
  const [first] = copies;
  if (works.length < 2 || first === undefined)
    throw fail(
      'LAUNCH_BASE_MISSING',
      `${works.length} of ${copies.length} copies of ${of.feature} have commits here.`,
      {
        hints: ['Wait until they have committed, or start those that are stopped: maestro start NAME'],
      },
    );
  const wish = { ...wishes, hint: [combineWords(works), wishes.hint].filter(Boolean).join('\n\n') };
  const { head } = await readProject(project.root);
  const base = { base: first.base, isMerged: first.base !== head, taken: copies.map(({ branch }) => branch) };
  const started = await beginOne(context, project, { of, wish, planned, tournament: first.tournament, ...base });
  const { name } = await make(context, project, {
    of,
    started,
    wish,
    title: `Combine ${planned.title}`,
    makers: means.makers,
  });
  const launch = { ...started, container: name };
  const missionAutoStarted = await backToWork(project, of);
  await keepLaunch(project, of, { id: launch.id, launch });
  return { launch, missionAutoStarted };
}

function combineWords(works: readonly Work[]): string {
  return [
    `${works.length} agents have done this task already, each on its own. Their works are in this repository:`,
    '',
    ...works.map(({ ref, oid }) => `- ${ref} (${oid.slice(0, 12)})`),
    '',
    'Compare them with git diff and git log, run their tests, and take the best of each: start from the one that is the',
    'soundest, bring in what another did better, and leave out what none needs. Write down in your report what you took from',
    'which, and why. Leave those refs as they are.',
  ].join('\n');
}

async function backToWork(project: Project, of: FeatureRef): Promise<boolean> {
  const { status } = getFeature(project, of.mission, of.feature);
  if (status === 'in-progress') return false;
  const told = {
    ...of,
    from: status,
    status: 'in-progress',
    retryReason: 'The best of its copies is taken together.',
  } as const;
  return (await updateFeature(project, told, between(status, 'in-progress'))).missionAutoStarted;
}

/**
 * Makes the work of one copy its feature's: with its proofs, which judge the assertions from now on. The containers of the
 * others go to the trash, from where each can be restored. TOURNAMENT_NONE, FEATURE_LAUNCHING, LAUNCH_BASE_MISSING.
 */
export function pickCopy(
  context: Context,
  project: Project,
  { means = MEANS, ...wanted }: z.input<typeof PickCopy> & By,
): Promise<PickedCopy> {
  const { mission, feature, container, keepOthers } = checked(PickCopy, wanted);
  const of = { mission, feature };
  return whileLaunching({ context, project, ...of }, async () => {
    const launches = launchesOf(project, mission, feature);
    const launch = pickedBefore(launches, container) ?? (await pick(context, project, { of, container, means }));
    await settle(context, project, { of, launch });
    const others = keepOthers ? [] : await othersOf(context, { before: launches, picked: launch, means });
    return { launch, ...(await means.remove(context, others)) };
  });
}

/** One whose pick was cut off before all of it was done. */
function pickedBefore(launches: readonly Launch[], container: ContainerName): Launch | undefined {
  const last = launches.at(-1);
  return last?.picked !== undefined && last.container === container ? last : undefined;
}

async function pick(
  context: Context,
  project: Project,
  { of, container, means }: { readonly of: FeatureRef; readonly container: ContainerName; readonly means: Means },
): Promise<Launch> {
  const picked = competing(project, of).find((copy) => copy.container === container);
  if (picked === undefined) throw fail('TOURNAMENT_NONE', `${container} is none of the copies of ${of.feature}.`);
  const [work] = await means.works(context, { project, copies: [picked] });
  if (work === undefined)
    throw fail('LAUNCH_BASE_MISSING', `${container} has no commits here that could be the work of ${of.feature}.`, {
      hints: [`maestro start ${container}, or maestro send ${container} "Commit your work."`],
    });
  await adoptProofs(project, { mission: of.mission, copy: container });
  await changeLaunches(project, of, (before) => afterPick(before, picked));
  const launch = launchesOf(project, of.mission, of.feature).at(-1);
  if (launch === undefined) throw fail('TOURNAMENT_NONE', `No copies of ${of.feature} compete.`);
  return launch;
}

/** Its proofs judge the assertions, and work that was handed in is in review. */
async function settle(
  context: Context,
  project: Project,
  { of, launch }: { readonly of: FeatureRef; readonly launch: Launch },
): Promise<void> {
  for (const { proof, logPath, isOwn } of newestProofs(context, project, { mission: of.mission }).values())
    if (isOwn && proof.copy === launch.container) await judgeBy(project, proof, logPath);
  const { status } = getFeature(project, of.mission, of.feature);
  if (status === 'in-progress' && launch.handedIn !== undefined)
    await updateFeature(project, { ...of, from: status, status: 'review' });
}

interface Others {
  readonly before: readonly Launch[];
  readonly picked: Launch;
  readonly means: Means;
}

/** Those of the same tournament that are still there. */
async function othersOf(context: Context, { before, picked, means }: Others): Promise<ContainerName[]> {
  const others = before.filter(({ id, tournament }) => id !== picked.id && tournament === picked.picked);
  const names = new Set(picked.picked === undefined ? [] : others.map(({ container }) => container));
  return (await means.list(context)).map(({ name }) => name).filter((name) => names.has(name));
}
