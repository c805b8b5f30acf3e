import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Handoff, HandoffContent, NewHandoff } from '../../../contract/handoffs.ts';
import { checked, fail } from '../../errors.ts';
import { readChanges } from '../../git/changes.ts';
import { currentBranch } from '../../git/head.ts';
import { listMissions } from '../missions/mission/store.ts';
import { checkGates, recordGates } from '../principles/gates.ts';
import { firstFlaw, flawSentence } from '../../../contract/flaws.ts';
import { createNumbered } from '../records/numbered.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { folders } from '../records/tree.ts';
import { detectSession } from '../sessions/session.ts';
import { composeContent, type Surroundings } from './content-rules.ts';
import { encodeUki } from './uki-rules.ts';

const LIVE = new Set(['executing', 'validating', 'approved', 'paused']);

/**
 * Writes a handoff under an id of its own; without `around`, about what this checkout shows. HANDOFF_INVALID names the block and the reason; PRINCIPLE_UNMET when gates are enforced; LOCK_HELD.
 */
export async function createHandoff(project: Project, input: NewHandoff, around?: Surroundings): Promise<Handoff> {
  const { words, agent, sessionId } = checked(NewHandoff, input);
  const content = composeContent(words, around ?? (await lookAround(project)));
  const fitting = HandoffContent.safeParse(content);
  if (!fitting.success) throw fail('HANDOFF_INVALID', flawSentence(firstFlaw(fitting.error, content)));
  const gates = checkGates(project, content);
  const encoded = encodeUki(content);
  if ('flaw' in encoded) {
    throw fail('HANDOFF_INVALID', `${encoded.flaw.block} cannot be written: ${encoded.flaw.reason}.`, {
      hints: [
        'Values are words joined by _, at most six; without : ` * | and line breaks; the summary has at most 139 characters.',
      ],
    });
  }
  const session = detectSession(project);
  const make = (id: string): Handoff => ({
    id,
    version: '5.4',
    timestamp: project.now().toISOString(),
    status: 'pending',
    agent: agent ?? project.author?.agent ?? session?.agent ?? 'unknown',
    sessionId: sessionId ?? project.author?.container ?? session?.sessionId ?? 'none',
    content,
    uki: encoded.uki,
  });
  const folder = folders.handoffs(project);
  const handoff = await withFileLock(project, createLock(folder), () => createNumbered(project, { folder, make }));
  await recordGates(project, handoff, gates);
  return handoff;
}

/** Our own processes need no lock to get ids of their own; the older tool does, and writes over what is there. */
function createLock(folder: string): string {
  return join(folder, '.create.lock');
}

/** The newest mission under way: the one that a handoff belongs to unless it names another. */
export function liveMission(project: Project): string | undefined {
  return listMissions(project).find((mission) => LIVE.has(mission.status))?.id;
}

/** What an agent changed in its container is not in this checkout: it names that itself. */
async function lookAround(project: Project): Promise<Surroundings> {
  if (project.author !== undefined) {
    const { branch, of } = project.author;
    return { branch, changes: [], hasPlan: false, mission: of.mission };
  }
  const changes = await readChanges(project.checkout);
  return {
    branch: currentBranch(project.checkout),
    changes: changes.map((change) => (change.from === undefined ? change.path : `${change.from} -> ${change.path}`)),
    hasPlan: existsSync(join(project.checkout, 'PLAN.md')),
    mission: liveMission(project),
  };
}
