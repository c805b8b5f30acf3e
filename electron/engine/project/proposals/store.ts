import { join } from 'node:path';
import { z } from 'zod';
import { Proposal } from '../../../contract/proposals.ts';
import { readRecord } from '../../disk/read.ts';
import { fail } from '../../errors.ts';
import { readable } from '../memory/store.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { writeRecord } from '../records/records.ts';
import { folders } from '../records/tree.ts';
import type { Proposed } from './propose-rules.ts';

/** `.maestro/ours/proposals.json`, the oldest first: also those that were decided about, so that none comes twice. */
const Proposals = z.object({ proposals: z.array(Proposal) });

const MOST = 1_000;

/** Those that nobody has decided about, newest first; a damaged file is told and counts as empty. */
export function openProposals(project: Project): Proposal[] {
  const all = readable(project, pathOf(project), Proposals)?.proposals ?? [];
  return all.filter(({ state }) => state === 'open').toReversed();
}

/** An open one, by its id or how that begins. PROPOSAL_NOT_FOUND, FILE_DAMAGED. */
export function getProposal(project: Project, id: string): Proposal {
  const all = readRecord(pathOf(project), Proposals)?.proposals ?? [];
  const found = all.filter((one) => one.state === 'open' && id !== '' && one.id.startsWith(id));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw fail('PROPOSAL_NOT_FOUND', `${found.length === 0 ? 'No' : 'More than one'} open proposal begins with ${id}.`);
  return only;
}

/** Keeps a proposal, unless there was one of the same. FILE_DAMAGED, LOCK_HELD. */
export function keepProposal(project: Project, proposed: Proposed): Promise<void> {
  const at = project.now().toISOString();
  return change(project, (all) =>
    all.some(({ id }) => id === proposed.id) ? all : [...all, { ...proposed, at, state: 'open' }],
  );
}

/** Writes down what was decided. FILE_DAMAGED, LOCK_HELD. */
export function decideProposal(project: Project, id: string, state: 'taken' | 'dropped'): Promise<void> {
  return change(project, (all) => all.map((one) => (one.id === id ? { ...one, state } : one)));
}

async function change(project: Project, next: (all: Proposal[]) => Proposal[]): Promise<void> {
  const path = pathOf(project);
  await withFileLock(project, `${path}.lock`, async () => {
    const before = readRecord(path, Proposals)?.proposals ?? [];
    const after = next(before);
    if (after !== before) await writeRecord(project, path, { proposals: after.slice(-MOST) });
  });
}

function pathOf(project: Project): string {
  return join(folders.ours(project), 'proposals.json');
}
