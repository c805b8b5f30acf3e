import type { Container } from '../../../contract/containers.ts';
import { present } from '../../../contract/present.ts';
import type { Context } from '../../context.ts';
import { problemOf } from '../../errors.ts';
import { fetchWork } from '../../review/fetch.ts';
import { projectOf } from '../follow/opened.ts';
import type { Project } from '../records/project.ts';
import { updateFeature } from '../missions/features/update.ts';
import { getFeature } from '../missions/mission/store.ts';
import { type HandedIn, handedIn } from './follow-rules.ts';
import { withLaunchLock } from './lock.ts';
import { keepLaunch, launchesOf } from './store.ts';

/** Longer than making a container takes, an image included. */
const LAUNCH_MS = 60 * 60_000;

/**
 * Moves features by what is seen of their containers, for as long as the engine lives: one whose agent hands its work in is
 * in review, with its last words as the report where it wrote none. Where people moved it since, it stays.
 */
export async function followLaunches(context: Context): Promise<void> {
  const heads = new Map<string, string>();
  const moving = new Set<Promise<void>>();
  for await (const event of context.state.watch(context.closing)) {
    const seen = event.kind === 'snapshot' ? event.snapshot.containers : (event.change.containers ?? {});
    for (const container of Object.values(seen)) {
      const work = container === null ? undefined : handedIn(container);
      if (container === null || work === undefined || heads.get(container.name) === work.head) continue;
      heads.set(container.name, work.head);
      const move = moveToReview(context, container, work)
        .then((isOver) => {
          if (!isOver) heads.delete(container.name);
        })
        .finally(() => moving.delete(move));
      moving.add(move);
    }
  }
  await Promise.all(moving);
}

/** Once its launch is over: an agent may be faster than what is written down of it. False: it is to be tried again. */
async function moveToReview(context: Context, container: Container, work: HandedIn): Promise<boolean> {
  const project = projectOf(context, container.project.path);
  const lock = { context, project, ...work.feature, waitMs: LAUNCH_MS };
  try {
    if (await withLaunchLock(lock, () => move(project, container, work))) await bringHere(context, container);
    return true;
  } catch (error) {
    if (!context.closing.aborted)
      context.log.warn({ container: container.name, problem: problemOf(error) }, 'a feature was not moved to review');
    return false;
  }
}

/** What builds on it can begin with it then, whatever becomes of its container. */
async function bringHere(context: Context, { name }: Container): Promise<void> {
  await fetchWork(context, { name, branch: null }).catch((error: unknown) => {
    context.log.warn({ container: name, problem: problemOf(error) }, 'work that was handed in could not be fetched');
  });
}

/** Whether it is handed in now. */
async function move(project: Project, container: Container, { feature: ref, head }: HandedIn): Promise<boolean> {
  const launch = launchesOf(project, ref.mission, ref.feature).at(-1);
  // An earlier agent's work, or work that came back from a review.
  if (launch?.container !== container.name || launch.handedIn === head) return false;
  const { status, report } = getFeature(project, ref.mission, ref.feature);
  if (status !== 'in-progress') return false;
  const words = container.attention?.text ?? '';
  const told = report === undefined && words !== '' ? { content: words } : undefined;
  await updateFeature(project, { ...ref, status: 'review', from: status, ...present({ report: told }) });
  await keepLaunch(project, ref, { id: launch.id, launch: { ...launch, handedIn: head } });
  return true;
}
