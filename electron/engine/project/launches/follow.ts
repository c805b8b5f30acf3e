import type { Container } from '../../../contract/containers.ts';
import type { FeatureStatus } from '../../../contract/features.ts';
import type { FeatureRef, Launch } from '../../../contract/launches.ts';
import { present } from '../../../contract/present.ts';
import type { SnapshotEvent } from '../../../contract/snapshot.ts';
import { listContainers } from '../../containers/list.ts';
import type { Context } from '../../context.ts';
import { isProblem, problemOf } from '../../errors.ts';
import { fetchWork } from '../../review/fetch.ts';
import { projectOf } from '../follow/opened.ts';
import { claimHandoff } from '../handoffs/claim.ts';
import { updateFeature } from '../missions/features/update.ts';
import { getFeature } from '../missions/mission/store.ts';
import type { Project } from '../records/project.ts';
import { between, type Seen, seenOf } from './follow-rules.ts';
import { handOver, leftText } from './handing-over.ts';
import { withLaunchLock } from './lock.ts';
import { keepLaunch, launchesOf } from './store.ts';
import { copiesOf, copyMarks, statusOfCopies } from './tournament-rules.ts';

/** Longer than making a container takes, an image included. */
const LAUNCH_MS = 60 * 60_000;
const REMOVED: Seen = { kind: 'ended', why: 'Its container was removed.' };

/** What was seen last of a container, and what was made of it. */
interface Followed {
  readonly container: Container;
  readonly feature: FeatureRef;
  readonly sign: string;
}

/**
 * Moves features by what is seen of their containers, for as long as the engine lives: handed in, blocked by a question, at
 * work again, and back to where the next agent can take them, with a handoff. Where people moved one since, it stays.
 */
export async function followLaunches(context: Context): Promise<void> {
  const followed = new Map<string, Followed>();
  const acting = new Set<Promise<void>>();
  for await (const event of context.state.watch(context.closing)) {
    for (const [name, found] of Object.entries(containersIn(event))) {
      const container = found ?? followed.get(name)?.container;
      if (container?.feature === undefined) continue;
      const seen = found === null ? await goneOf(context, container) : seenOf(container);
      const next = { container, feature: container.feature, sign: JSON.stringify(seen ?? null) };
      const isNews = seen !== undefined && followed.get(name)?.sign !== next.sign;
      followed.set(name, seen === undefined ? { ...next, sign: followed.get(name)?.sign ?? '' } : next);
      if (!isNews) continue;
      const act = actOn(context, next, seen)
        .then((isOver) => {
          if (!isOver) followed.set(name, { ...next, sign: '' });
        })
        .finally(() => acting.delete(act));
      acting.add(act);
    }
  }
  await Promise.all(acting);
}

function containersIn(event: SnapshotEvent): Readonly<Record<string, Container | null>> {
  return event.kind === 'snapshot' ? event.snapshot.containers : (event.change.containers ?? {});
}

/** Whether it is really gone: another engine of Docker, or none, is no evidence. */
async function goneOf(context: Context, { name }: Container): Promise<Seen | undefined> {
  try {
    const isThere = (await listContainers(context)).some((other) => other.name === name);
    return isThere ? undefined : REMOVED;
  } catch (error) {
    context.log.warn({ container: name, problem: problemOf(error) }, 'whether a container is gone is not known');
    return undefined;
  }
}

/** Once its launch is over: an agent may be faster than what is written down of it. False: it is to be tried again. */
async function actOn(context: Context, { container, feature }: Followed, seen: Seen): Promise<boolean> {
  const project = projectOf(context, container.project.path);
  const lock = { context, project, ...feature, waitMs: LAUNCH_MS };
  try {
    await withLaunchLock(lock, () => move(context, { project, container, ref: feature }, seen));
    return true;
  } catch (error) {
    if (!context.closing.aborted)
      context.log.warn({ container: container.name, problem: problemOf(error) }, 'a feature was not moved');
    return false;
  }
}

/** What builds on its work, or goes on with it, can begin with it then, whatever becomes of its container. */
async function bringHere(context: Context, { name }: Container): Promise<void> {
  await fetchWork(context, { name, branch: null }).catch((error: unknown) => {
    context.log.warn({ container: name, problem: problemOf(error) }, 'work could not be fetched');
  });
}

interface Work {
  readonly project: Project;
  readonly container: Container;
  readonly ref: FeatureRef;
}

async function move(context: Context, { project, container, ref }: Work, seen: Seen): Promise<void> {
  const launches = launchesOf(project, ref.mission, ref.feature);
  const launch = launches.at(-1);
  const copy = copiesOf(launches).find((one) => one.container === container.name);
  if (copy !== undefined) return moveCopy(context, { project, container, ref, copy }, seen);
  // An earlier agent's.
  if (launch?.container !== container.name) return;
  const { status, report } = getFeature(project, ref.mission, ref.feature);
  const isAsking = status === 'blocked' && launch.asked !== undefined;
  const isHandedIn = seen.kind === 'handed-in' && launch.handedIn !== seen.head;
  // It said so itself, through its bridge, or went on after that.
  if (status === 'review' && isHandedIn) {
    await keepLaunch(project, ref, { id: launch.id, launch: { ...launch, handedIn: seen.head } });
    await bringHere(context, container);
  }
  if (status !== 'in-progress' && !isAsking) return;
  const moved = { project, ref, launch, status };
  if (isHandedIn) {
    const told = report === undefined && seen.words !== '' ? { content: seen.words } : undefined;
    await moveTo(moved, 'review', { launch: { handedIn: seen.head }, ...present({ report: told }) });
    await bringHere(context, container);
  } else if (seen.kind === 'asks' && !isAsking) await moveTo(moved, 'blocked', { launch: { asked: seen.at } });
  else if (seen.kind === 'works' && isAsking) await moveTo(moved, 'in-progress', { launch: {} });
  else if (seen.kind === 'works' && launch.limited !== undefined) await goOn(moved, launch.limited);
  else if (seen.kind === 'limited' && launch.limited === undefined)
    await leaveForAnother(context, moved, { container, until: seen.until });
  else if (seen.kind === 'ended') await giveBack(context, moved, { container, why: seen.why });
}

/** Which of several works is a feature's is its user's to say: until then, it moves once for all of them. */
async function moveCopy(
  context: Context,
  { project, container, ref, copy }: Work & { readonly copy: Launch },
  seen: Seen,
): Promise<void> {
  const marked = copyMarks(copy, seen);
  if (marked === undefined) return;
  if (seen.kind === 'handed-in' || seen.kind === 'ended') await bringHere(context, container);
  await keepLaunch(project, ref, { id: copy.id, launch: marked });
  const copies = copiesOf(launchesOf(project, ref.mission, ref.feature));
  const to = statusOfCopies(copies);
  const { status } = getFeature(project, ref.mission, ref.feature);
  if (to === undefined || status !== 'in-progress') return;
  const told = to === 'pending' ? { retryReason: `None of its ${copies.length} copies was finished.` } : {};
  await updateFeature(project, { ...ref, status: to, from: status, ...told }, between(status, to));
}

/** Another agent may take it from here; where none does, its own goes on when its share comes back. */
async function leaveForAnother(
  context: Context,
  { project, ref, launch }: Moving,
  { container, until }: { readonly container: Container; readonly until: string | null },
): Promise<void> {
  await bringHere(context, container);
  const why = `Its share is used up${until === null ? '' : ` until ${until}`}.`;
  const left = { ...ref, launch, container, state: 'limit_reached' as const, why };
  // Gates may refuse it: then its own agent alone can go on.
  const handoff = await handOver(project, left).catch((error: unknown) => {
    context.log.warn({ container: container.name, problem: problemOf(error) }, 'a handoff was not made');
    return undefined;
  });
  if (handoff === undefined) return;
  await keepLaunch(project, ref, { id: launch.id, launch: { ...launch, limited: handoff.id } });
}

/** Nobody took it meanwhile: it is its own agent's again. */
async function goOn({ project, ref, launch }: Moving, id: string): Promise<void> {
  const { limited: _limited, ...kept } = launch;
  await claimHandoff(project, { id, ...present({ agent: launch.container ?? undefined }) }).catch((error: unknown) => {
    if (!isProblem(error, 'HANDOFF_TAKEN') && !isProblem(error, 'HANDOFF_NOT_FOUND')) throw error;
  });
  await keepLaunch(project, ref, { id: launch.id, launch: kept });
}

/** To where the next agent can take it, with a handoff; one that was cut off after writing that writes no second. */
async function giveBack(
  context: Context,
  moved: Moving,
  { container, why }: { readonly container: Container; readonly why: string },
): Promise<void> {
  const { project, ref, launch } = moved;
  await bringHere(context, container);
  if (launch.ended === undefined) {
    // Gates may refuse it: the feature goes back all the same, and its reason says what is there.
    await handOver(project, { ...ref, launch, container, state: 'agent_ended', why }).catch((error: unknown) => {
      context.log.warn({ container: container.name, problem: problemOf(error) }, 'a handoff was not made');
    });
    await keepLaunch(project, ref, { id: launch.id, launch: { ...launch, ended: why } });
  }
  await moveTo(moved, 'pending', { launch: { ended: why }, retryReason: leftText({ container, why }) });
}

interface Moving {
  readonly project: Project;
  readonly ref: FeatureRef;
  readonly launch: Launch;
  readonly status: FeatureStatus;
}

interface Told {
  readonly launch: Partial<Launch>;
  readonly report?: { readonly content: string };
  readonly retryReason?: string;
}

async function moveTo(
  { project, ref, launch, status: from }: Moving,
  status: FeatureStatus,
  { launch: marks, ...told }: Told,
): Promise<void> {
  await updateFeature(project, { ...ref, status, from, ...told }, between(from, status));
  const { asked: _asked, ended: _ended, ...kept } = launch;
  await keepLaunch(project, ref, { id: launch.id, launch: { ...kept, ...marks } });
}
