import { join } from 'node:path';
import { type Handoff, HandoffLease } from '../../../contract/handoffs.ts';
import type { Project } from '../records/project.ts';
import { findRecord } from '../../disk/read.ts';
import { jsonKey, listNames, reportDamage } from '../records/records.ts';
import { folders } from '../records/tree.ts';

/** The ids of all handoffs that have, or had, a claim with a lease. */
export function leasedIds(project: Project): string[] {
  return listNames(project, leases(project)).flatMap((name) => jsonKey(name) ?? []);
}

/** A claim with a lease that ran out no longer protects its owner. A lease of an earlier claim says nothing. */
export function isExpired(project: Project, handoff: Pick<Handoff, 'id' | 'status' | 'pickedUpAt'>): boolean {
  if (handoff.status !== 'picked-up') return false;
  const lease = findLease(project, handoff.id);
  if (lease?.leaseUntil === undefined || lease.claimedAt !== handoff.pickedUpAt) return false;
  return Date.parse(lease.leaseUntil) < project.now().getTime();
}

/** The lease beside a handoff, if its claim has one. A damaged one is reported. */
export function findLease(project: Project, id: string): HandoffLease | undefined {
  const path = leasePath(project, id);
  const found = findRecord(path, HandoffLease);
  if (found === undefined || 'value' in found) return found?.value;
  reportDamage(project, path, found.damage);
  return undefined;
}

/** Where the lease of a handoff lies. */
export function leasePath(project: Project, id: string): string {
  return join(leases(project), `${id}.json`);
}

function leases(project: Project): string {
  return join(folders.ours(project), 'handoffs');
}
