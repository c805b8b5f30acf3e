import { join } from 'node:path';
import type { HandoffLease } from '../../../contract/handoffs.ts';
import { type Handoff, HandoffClaim, HandoffRelease } from '../../../contract/handoffs.ts';
import { present } from '../../../contract/present.ts';
import { checked, fail } from '../../errors.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { writeRecord } from '../records/records.ts';
import { folders } from '../records/tree.ts';
import { leasePath } from './lease.ts';
import { getHandoff, handoffIds, handoffPath, readable } from './store.ts';

/** The newest pending handoff. HANDOFF_NONE_PENDING. */
export function latestPending(project: Project): Handoff {
  for (const id of handoffIds(project)) {
    const handoff = readable(project, id);
    if (handoff?.status === 'pending') return handoff;
  }
  throw nonePending();
}

/** Takes a handoff: exactly one claimer wins, by id or as the newest pending. HANDOFF_TAKEN names the owner. */
export async function claimHandoff(project: Project, input: HandoffClaim): Promise<Handoff> {
  const claim = checked(HandoffClaim, input);
  if (claim.id !== undefined) {
    const taken = await claimOne(project, claim.id, claim);
    if ('owner' in taken) throw takenBy(claim.id, taken.owner);
    return taken.handoff;
  }
  for (const id of handoffIds(project)) {
    if (readable(project, id)?.status !== 'pending') continue;
    const taken = await claimOne(project, id, claim);
    if ('handoff' in taken) return taken.handoff;
  }
  throw nonePending();
}

async function claimOne(
  project: Project,
  id: string,
  { agent, leaseMs }: HandoffClaim,
): Promise<{ handoff: Handoff } | { owner: Handoff }> {
  const seen = getHandoff(project, id);
  if (seen.status !== 'pending') return { owner: seen };
  return withFileLock(project, claimLock(project, id), async () => {
    const before = getHandoff(project, id);
    if (before.status !== 'pending') return { owner: before };
    const { pickedUpAt, pickedUpBy, ...rest } = before;
    const at = project.now();
    const handoff: Handoff = {
      ...rest,
      status: 'picked-up',
      pickedUpAt: at.toISOString(),
      ...present({ pickedUpBy: agent }),
    };
    await writeRecord(project, handoffPath(project, id), handoff);
    if (leaseMs !== undefined) await writeLease(project, handoff, new Date(at.getTime() + leaseMs));
    return { handoff };
  });
}

/** Gives a handoff back, so that somebody else can take it. Only its owner may, unless `force`. */
export async function releaseHandoff(project: Project, input: HandoffRelease): Promise<Handoff> {
  const { id, agent, force = false } = checked(HandoffRelease, input);
  getHandoff(project, id);
  return withFileLock(project, claimLock(project, id), async () => {
    const { pickedUpAt, pickedUpBy, ...rest } = getHandoff(project, id);
    if (rest.status === 'pending') return rest;
    if (rest.status === 'completed')
      throw fail('TRANSITION_ILLEGAL', `Handoff ${id} is completed.`, { hints: ['completed is final.'] });
    if (!force && pickedUpBy !== undefined && pickedUpBy !== agent) {
      throw fail('HANDOFF_TAKEN', `Handoff ${id} belongs to ${pickedUpBy}.`, {
        hints: [`Release it as its owner: --agent ${pickedUpBy}`, 'Or take it away: --force'],
      });
    }
    const handoff: Handoff = { ...rest, status: 'pending' };
    await writeRecord(project, handoffPath(project, id), handoff);
    return handoff;
  });
}

async function writeLease(project: Project, handoff: Handoff, until: Date): Promise<void> {
  const lease: HandoffLease = {
    id: handoff.id,
    ...present({ owner: handoff.pickedUpBy, claimedAt: handoff.pickedUpAt }),
    leaseUntil: until.toISOString(),
  };
  await writeRecord(project, leasePath(project, handoff.id), lease);
}

/** The same name as the older tool's, so that the two exclude each other. */
export function claimLock(project: Project, id: string): string {
  return join(folders.handoffs(project), `${id}.claim.lock`);
}

function takenBy(id: string, owner: Handoff): Error {
  const who = owner.pickedUpBy ?? 'somebody who gave no name';
  const since = owner.pickedUpAt === undefined ? '' : ` since ${owner.pickedUpAt}`;
  const state = owner.status === 'completed' ? 'is completed' : `was taken by ${who}${since}`;
  return fail('HANDOFF_TAKEN', `Handoff ${id} ${state}.`, {
    hints: [
      `Its owner can give it back: maestro handoff release ${id}`,
      'maestro handoff pickup --claim takes the newest free one.',
    ],
  });
}

function nonePending(): Error {
  return fail('HANDOFF_NONE_PENDING', 'No handoff is pending.');
}
