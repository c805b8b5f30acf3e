import type { Container } from '../../../contract/containers.ts';
import type { FeatureStatus } from '../../../contract/features.ts';
import type { Handoff } from '../../../contract/handoffs.ts';
import type { FeatureRef, PickedUp, PickUp } from '../../../contract/launches.ts';
import type { Context } from '../../context.ts';
import { fail, problemOf } from '../../errors.ts';
import { claimHandoff, latestPending, releaseHandoff } from '../handoffs/claim.ts';
import { getHandoff } from '../handoffs/store.ts';
import { updateFeature } from '../missions/features/update.ts';
import { findMission, getFeature, missionIds } from '../missions/mission/store.ts';
import type { Project } from '../records/project.ts';
import { refToken } from '../records/token-rules.ts';
import { between } from './follow-rules.ts';
import type { Launching } from './launch.ts';
import { latestLaunch } from './store.ts';

interface Picking {
  readonly input: PickUp;
  readonly launch: Launching;
  readonly containers: readonly Container[];
}

/**
 * Takes a handoff, the newest pending one unless it is named, and puts the next agent to its feature, whichever program that
 * is: on a branch that begins with the work so far, with the handoff in its prompt. Where no launch comes of it, the handoff
 * is pending again, and a feature that was in progress still is. HANDOFF_NONE_PENDING, HANDOFF_TAKEN, HANDOFF_NO_FEATURE,
 * FEATURE_NOT_READY, and what a launch fails with.
 */
export async function pickUp(
  context: Context,
  project: Project,
  { input: { handoff: wanted, ...wishes }, launch, containers }: Picking,
): Promise<PickedUp> {
  const seen = wanted === undefined ? latestPending(project) : getHandoff(project, wanted);
  const of = featureOf(project, seen);
  const { status } = getFeature(project, of.mission, of.feature);
  const earlier = containers.find(({ name }) => name === latestLaunch(project, of));
  refuseAtWork(of, status, earlier);
  const handoff = await claimHandoff(project, { id: seen.id, agent: wishes.agent ?? 'maestro' });
  const isFree = status === 'pending' || status === 'assigned';
  try {
    if (!isFree) await move(project, of, { from: status, status: 'pending', retryReason: `Handed over: ${seen.id}.` });
    const launched = await launch(context, project, { ...wishes, ...of });
    return { ...launched, handoff: handoff.id, of, left: earlier?.git?.changed ?? 0 };
  } catch (error) {
    await takeBack(project, { of, status, handoff }).catch((left: unknown) => {
      context.log.warn({ handoff: handoff.id, problem: problemOf(left) }, 'a handoff that nobody works on stays taken');
    });
    throw error;
  }
}

/** A packet names them by words, in which dashes are no dashes. */
function featureOf(project: Project, { id, content: { maestroRefs } }: Handoff): FeatureRef {
  const { missionId = '', featureId = '' } = maestroRefs;
  const mission = missionIds(project).find((one) => refToken(one) === refToken(missionId));
  const features = mission === undefined ? [] : (findMission(project, mission)?.features ?? []);
  const feature = features.find((one) => refToken(one) === refToken(featureId));
  if (mission !== undefined && feature !== undefined) return { mission, feature };
  throw fail('HANDOFF_NO_FEATURE', `Handoff ${id} belongs to no feature of a mission here.`, {
    hints: [`For an agent without one: maestro new "$(maestro handoff pickup --id ${id} --paste)"`],
  });
}

const AT_WORK: ReadonlySet<string> = new Set(['starting', 'running', 'quiet', 'stalled', 'needs-you']);

function refuseAtWork({ feature }: FeatureRef, status: FeatureStatus, earlier: Container | undefined): void {
  if (status === 'done') throw fail('FEATURE_NOT_READY', `Feature ${feature} is done.`);
  if (earlier === undefined || !AT_WORK.has(earlier.state)) return;
  throw fail('FEATURE_NOT_READY', `The agent of ${earlier.shortName} is at work on ${feature}.`, {
    hints: [`Stop it first: maestro stop ${earlier.shortName}`],
  });
}

interface Move {
  readonly from: FeatureStatus;
  readonly status: FeatureStatus;
  readonly retryReason?: string;
}

function move(project: Project, of: FeatureRef, moved: Move): Promise<unknown> {
  return updateFeature(project, { ...of, ...moved }, between(moved.from, moved.status));
}

interface Taken {
  readonly of: FeatureRef;
  readonly status: FeatureStatus;
  readonly handoff: Handoff;
}

/** Only an agent that may go on later has still to be followed: it alone had its feature in progress. */
async function takeBack(project: Project, { of, status, handoff }: Taken): Promise<void> {
  await releaseHandoff(project, { id: handoff.id, force: true });
  const now = getFeature(project, of.mission, of.feature).status;
  if (status === 'in-progress' && now === 'pending')
    await move(project, of, { from: 'pending', status: 'in-progress' });
}
