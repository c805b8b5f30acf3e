import type { DamagedFile } from '../../../contract/projects.ts';
import type { HandoffHead, HandoffStatus, HandoffView } from '../../../contract/handoffs.ts';
import type { Project } from '../records/project.ts';
import { findMisplaced } from '../records/records.ts';
import { folders } from '../records/tree.ts';
import { decodedBlocks } from './blocks-rules.ts';
import { findLease } from './lease.ts';
import { PASTE_LINE } from './paste.ts';
import { findHandoff, getHandoff, handoffIds, handoffPath } from './store.ts';

/** All handoffs as a list shows them, newest first, and those that cannot be read. */
export function headsOf(project: Project, status?: HandoffStatus): { handoffs: HandoffHead[]; damaged: DamagedFile[] } {
  const handoffs: HandoffHead[] = [];
  const misplaced = findMisplaced(project, folders.handoffs(project));
  const damaged: DamagedFile[] = misplaced === undefined ? [] : [misplaced];
  for (const id of handoffIds(project)) {
    const found = findHandoff(project, id);
    if (found === undefined) continue;
    if ('damage' in found) damaged.push({ path: handoffPath(project, id), sentence: found.damage.message });
    else if (status === undefined || found.value.status === status) handoffs.push(headOf(project, found.value));
  }
  return { handoffs, damaged };
}

function headOf(project: Project, handoff: HandoffView['handoff']): HandoffHead {
  const { id, status, agent, sessionId, timestamp, pickedUpBy, pickedUpAt, content } = handoff;
  const { missionId, featureId } = content.maestroRefs;
  return {
    ...{ id, status, mode: content.mode, agent, sessionId, timestamp },
    ...{ summary: content.summary, nextAction: content.nextAction },
    ...{ pickedUpBy, pickedUpAt, leaseUntil: leaseOf(project, handoff)?.leaseUntil, missionId, featureId },
  };
}

/** One handoff with its packet taken apart. HANDOFF_NOT_FOUND, FILE_DAMAGED. */
export function viewHandoff(project: Project, id: string): HandoffView {
  const handoff = getHandoff(project, id);
  return {
    handoff,
    blocks: decodedBlocks(handoff.uki),
    uki: handoff.uki,
    paste: `${PASTE_LINE}\n\n${handoff.uki}`,
    path: handoffPath(project, id),
    lease: leaseOf(project, handoff) ?? null,
  };
}

/** The lease of the present claim; one of an earlier claim says nothing. */
function leaseOf(project: Project, { id, status, pickedUpAt }: HandoffView['handoff']) {
  if (status !== 'picked-up') return undefined;
  const lease = findLease(project, id);
  return lease?.claimedAt === pickedUpAt ? lease : undefined;
}
