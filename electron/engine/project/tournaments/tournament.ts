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
import { readConfig } from '../../config/config.ts';
import { cleanUp } from '../../containers/cleanup.ts';
import { shortName } from '../../containers/describe.ts';
import { readFleet } from '../../containers/fleet.ts';
import type { Context } from '../../context.ts';
import { checked, fail } from '../../errors.ts';
import { readProject } from '../../git/git.ts';
import { refOf, refsBelow } from '../../git/refs.ts';
import { fetchWork } from '../../review/fetch.ts';
import { updateFeature } from '../missions/features/update.ts';
import { getFeature, getMission } from '../missions/mission/store.ts';
import { judgeBy } from '../proofs/judge.ts';
import { adoptProofs } from '../proofs/store.ts';
import type { Project } from '../records/project.ts';
import { between } from '../launches/follow-rules.ts';
import { MAKERS, whileLaunching } from '../launches/launch.ts';
import { beginOne, launchCopiesOf, make, type Makers, refuseMission, type Wish } from '../launches/making.ts';
import { competing } from './scoreboard.ts';
import { changeLaunches, keepLaunch, launchesOf } from '../launches/store.ts';
import { afterPick, type Made, statusOfCopies } from '../launches/tournament-rules.ts';

/**
 * Puts several agents to one feature, each in a container and on a branch of its own, all from the same commit. What can be
 * made is; FEATURE_NOT_READY, FEATURE_LAUNCHING, DEPENDENCY_OPEN, and, where none can be made, what the first failed with.
 */
export const launchCopies = launchCopiesBy(MAKERS);

/** What puts several agents to a feature. */
export type LaunchingCopies = (
  context: Context,
  project: Project,
  wanted: z.input<typeof LaunchCopies>,
) => Promise<LaunchedCopies>;

/** The same, with containers that are made in another way. */
export function launchCopiesBy(makers: Makers): LaunchingCopies {
  return (context, project, wanted) => {
    const { mission, feature, id: tournament, copies: wishes } = checked(LaunchCopies, wanted);
    const of = { mission, feature };
    return whileLaunching({ context, project, ...of }, async () => {
      const { errors, ...made } = await launchCopiesOf(context, project, { ...of, tournament, wishes, makers });
      if (made.launches.length === 0) throw errors[0];
      return made;
    });
  };
}

/**
 * Puts one more agent to a feature whose copies compete, with the branches of all of them, to take the best of each. It is
 * a copy too, and can be picked. TOURNAMENT_NONE, LAUNCH_BASE_MISSING where fewer than two have commits here.
 */
export function combineCopies(
  context: Context,
  project: Project,
  wanted: z.input<typeof CombineCopies>,
): Promise<Launched> {
  const { mission, feature, ...wishes } = checked(CombineCopies, wanted);
  return whileLaunching({ context, project, mission, feature }, () =>
    combine(context, project, { of: { mission, feature }, wishes, makers: MAKERS }),
  );
}

interface Combining {
  readonly of: FeatureRef;
  readonly wishes: Wish;
  readonly makers: Makers;
}

async function combine(context: Context, project: Project, { of, wishes, makers }: Combining): Promise<Launched> {
  refuseMission(getMission(project, of.mission));
  const planned = getFeature(project, of.mission, of.feature);
  const copies = competing(project, of);
  const works = await worksOf(context, project, copies);
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
  const { name } = await make(context, project, { of, started, wish, title: `Combine ${planned.title}`, makers });
  const launch = { ...started, container: name };
  const missionAutoStarted = await backToWork(project, of);
  await keepLaunch(project, of, { id: launch.id, launch });
  return { launch, missionAutoStarted };
}

interface Work {
  readonly container: ContainerName;
  readonly ref: string;
  readonly oid: string;
}

/** Where the commits of the copies are in the project's repository, from which each new container has its own. */
async function worksOf(context: Context, project: Project, copies: readonly Made[]): Promise<Work[]> {
  const { prefix } = readConfig(context);
  const fleet = await readFleet(context);
  const isUp = (name: string): boolean =>
    fleet.some(({ birth, row }) => birth.name === name && row.State === 'running');
  for (const { container } of copies) if (isUp(container)) await fetchWork(context, { name: container, branch: null });
  const refs = await refsBelow(project.root, 'refs/maestro/');
  return copies.flatMap(({ container, branch, base }) => {
    const ref = refOf(shortName(container, prefix), branch);
    const oid = refs.get(ref);
    return oid === undefined || oid === base ? [] : [{ container, ref, oid }];
  });
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
export function pickCopy(context: Context, project: Project, wanted: z.input<typeof PickCopy>): Promise<PickedCopy> {
  const { mission, feature, container, keepOthers } = checked(PickCopy, wanted);
  const of = { mission, feature };
  return whileLaunching({ context, project, ...of }, async () => {
    const launches = launchesOf(project, mission, feature);
    const launch = pickedBefore(launches, container) ?? (await pick(context, project, { of, container }));
    const others = keepOthers ? [] : await othersOf(context, launches, launch);
    return { launch, ...(await cleanUp(context, { names: others, running: true, discard: false })) };
  });
}

/** One whose pick was cut off before the others were gone. */
function pickedBefore(launches: readonly Launch[], container: ContainerName): Launch | undefined {
  const last = launches.at(-1);
  return last?.picked !== undefined && last.container === container ? last : undefined;
}

async function pick(
  context: Context,
  project: Project,
  { of, container }: { readonly of: FeatureRef; readonly container: ContainerName },
): Promise<Launch> {
  const picked = competing(project, of).find((copy) => copy.container === container);
  if (picked === undefined) throw fail('TOURNAMENT_NONE', `${container} is none of the copies of ${of.feature}.`);
  const [work] = await worksOf(context, project, [picked]);
  if (work === undefined)
    throw fail('LAUNCH_BASE_MISSING', `${container} has no commits here that could be the work of ${of.feature}.`, {
      hints: [`maestro start ${container}, or maestro send ${container} "Commit your work."`],
    });
  const adopted = await adoptProofs(context, project, { mission: of.mission, copy: container });
  await changeLaunches(project, of, (before) => afterPick(before, picked));
  for (const { proof, logPath, isOwn } of adopted) if (isOwn) await judgeBy(project, proof, logPath);
  const { status } = getFeature(project, of.mission, of.feature);
  if (status === 'in-progress' && statusOfCopies([picked]) === 'review')
    await updateFeature(project, { ...of, from: status, status: 'review' });
  const launch = launchesOf(project, of.mission, of.feature).at(-1);
  if (launch === undefined) throw fail('TOURNAMENT_NONE', `No copies of ${of.feature} compete.`);
  return launch;
}

/** Those of the same tournament that are still there. */
async function othersOf(context: Context, before: readonly Launch[], { id, picked }: Launch): Promise<ContainerName[]> {
  const names = new Set(
    before
      .filter((one) => one.id !== id && one.tournament === picked && picked !== undefined)
      .map(({ container }) => container),
  );
  return (await readFleet(context)).map(({ birth }) => birth.name).filter((name) => names.has(name));
}
