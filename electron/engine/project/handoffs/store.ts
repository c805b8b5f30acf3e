import { join } from 'node:path';
import { z } from 'zod';
import { type Handoff, HandoffContent, HandoffStatus } from '../../../contract/handoffs.ts';
import { fail, MaestroError } from '../../errors.ts';
import { compareIds, isSequentialId } from '../records/id-rules.ts';
import { exists, type Project } from '../records/project.ts';
import { damaged, findRecord, fit, type Found, readBytes } from '../../disk/read.ts';
import { listNames, reportDamage } from '../records/records.ts';
import { folders } from '../records/tree.ts';
import { isExpired, leasedIds } from './lease.ts';
import { readEnvelope, readLegacyUki } from './legacy-rules.ts';
import { isPlainContent, isPlainHandoff } from './common-form-rules.ts';
import { decodeUki, encodeUki, type UkiFlaw } from './uki-rules.ts';

/** A handoff file before its content is looked at: today's form, or one with only a packet. */
const Outer = z.looseObject({
  id: z.string(),
  version: z.string().optional(),
  timestamp: z.string(),
  status: HandoffStatus,
  agent: z.string().min(1),
  sessionId: z.string().min(1),
  content: z.unknown().optional(),
  uki: z.string().optional(),
  pickedUpAt: z.string().optional(),
  pickedUpBy: z.string().optional(),
  completedAt: z.string().optional(),
  report: z.string().optional(),
});

const isPlainOuter = (value: unknown): value is z.infer<typeof Outer> => isPlainHandoff(value);

/** The oldest form: `<id>/envelope.json`. */
const Envelope = z.looseObject({
  handoff: z.looseObject({
    id: z.string().optional(),
    timestamp: z.string(),
    message: z.string(),
    quickstart: z.string(),
    session: z.looseObject({ agent: z.string().optional(), sessionId: z.string().optional() }).optional(),
    git: z.looseObject({ branch: z.string().optional(), diffStat: z.string().optional() }).optional(),
  }),
  status: HandoffStatus,
  pickedUpAt: z.string().optional(),
  pickedUpBy: z.string().optional(),
  completedAt: z.string().optional(),
  report: z.string().optional(),
});

/** The ids of all handoffs, newest first, whichever form they have. */
export function handoffIds(project: Project): string[] {
  const ids = new Set<string>();
  for (const name of listNames(project, folders.handoffs(project))) {
    const id = name.endsWith('.json') ? name.slice(0, -5) : name;
    if (isSequentialId(id)) ids.add(id);
  }
  return [...ids].sort((left, right) => compareIds(right, left));
}

/** Where a handoff’s record stands, for an id that was checked. */
export function handoffPath(project: Project, id: string): string {
  return join(folders.handoffs(project), `${id}.json`);
}

/** One handoff in today's form. Damage is an answer, so that lists go on. */
export function findHandoff(project: Project, id: string): Found<Handoff> | undefined {
  const path = handoffPath(project, id);
  const found = findRecord(path, Outer, isPlainOuter);
  if (found === undefined) return findEnvelope(project, id);
  if ('damage' in found) return found;
  return attempt(() => asItStands(project, modern(path, id, found.value)));
}

/** Whose lease ran out waits again, whatever its file still says: in lists, counts and claims. */
function asItStands(project: Project, handoff: Handoff): Handoff {
  if (!isExpired(project, handoff)) return handoff;
  const { pickedUpAt, pickedUpBy, ...rest } = handoff;
  return { ...rest, status: 'pending' };
}

/** One handoff. HANDOFF_NOT_FOUND, FILE_DAMAGED. */
export function getHandoff(project: Project, id: string): Handoff {
  if (!isSequentialId(id)) {
    throw fail('HANDOFF_NOT_FOUND', `${JSON.stringify(id)} is no handoff id.`, {
      hints: ['Ids look like 2026-11-20-001.'],
    });
  }
  const found = findHandoff(project, id);
  if (found === undefined) throw fail('HANDOFF_NOT_FOUND', `There is no handoff ${id}.`);
  if ('damage' in found) throw found.damage;
  return found.value;
}

/** All readable handoffs, newest first. Damaged ones are reported. */
export function listHandoffs(project: Project, status?: HandoffStatus): Handoff[] {
  return [...eachHandoff(project, status)];
}

/** The same one by one: who needs only a line of each keeps no thousand records in memory. */
export function* eachHandoff(project: Project, status?: HandoffStatus): Generator<Handoff, void, void> {
  for (const id of handoffIds(project)) {
    const handoff = readable(project, id);
    if (handoff !== undefined && (status === undefined || handoff.status === status)) yield handoff;
  }
}

/** How many handoffs wait, without looking closer at them. */
export function countPending(project: Project): number {
  const expired = leasedIds(project).filter((id) => {
    const handoff = readable(project, id);
    return handoff?.status === 'pending' && !saysPending(project, id);
  });
  return handoffIds(project).filter((id) => saysPending(project, id)).length + expired.length;
}

function saysPending(project: Project, id: string): boolean {
  return /"status":\s*"pending"/.test(textOf(project, id));
}

function textOf(project: Project, id: string): string {
  const path = handoffPath(project, id);
  try {
    const found = readBytes(path) ?? readBytes(envelopePath(project, id));
    return found?.toString('latin1') ?? '';
  } catch (error) {
    if (!(error instanceof MaestroError)) throw error;
    reportDamage(project, path, error);
    return '';
  }
}

/** Where the oldest form of a handoff lies. */
export function envelopePath(project: Project, id: string): string {
  return join(folders.handoffs(project), id, 'envelope.json');
}

/** A readable handoff; damage is reported and counts as absent. */
export function readable(project: Project, id: string): Handoff | undefined {
  const found = findHandoff(project, id);
  if (found === undefined) return undefined;
  if ('value' in found) return found.value;
  reportDamage(project, handoffPath(project, id), found.damage);
  return undefined;
}

function modern(path: string, id: string, outer: z.infer<typeof Outer>): Handoff {
  const fitted = contentOf(path, outer);
  const encoded = encodeUki(fitted);
  if ('flaw' in encoded) throw damaged(path, flawText(encoded.flaw));
  // Both halves are checked; checking the whole once more would double what a long list costs.
  return { ...outer, id, version: outer.version ?? '5.4', content: fitted, uki: encoded.uki };
}

function contentOf(path: string, outer: z.infer<typeof Outer>): HandoffContent {
  if (isPlainContent(outer.content)) return outer.content;
  if (outer.content !== undefined) return fit(path, outer.content, HandoffContent);
  const packet = outer.uki ?? '';
  const read =
    outer.version === '5.3' || outer.version === '5.2' ? readLegacyUki(packet, outer.version) : decodeUki(packet);
  if ('flaw' in read) throw damaged(path, flawText(read.flaw));
  return read.content;
}

function findEnvelope(project: Project, id: string): Found<Handoff> | undefined {
  const path = envelopePath(project, id);
  if (!exists(path)) return undefined;
  const found = findRecord(path, Envelope);
  if (found === undefined || 'damage' in found) return found;
  const { handoff, status, ...times } = found.value;
  const content = readEnvelope({ ...handoff, branch: handoff.git?.branch, diffStat: handoff.git?.diffStat });
  const outer = {
    id,
    version: '5.4',
    timestamp: handoff.timestamp,
    status,
    agent: handoff.session?.agent ?? 'unknown',
    sessionId: handoff.session?.sessionId ?? 'none',
    content,
  };
  return attempt(() => modern(path, id, { ...outer, ...defined(times) }));
}

function attempt(read: () => Handoff): Found<Handoff> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof MaestroError) return { damage: error };
    throw error;
  }
}

function defined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** A flaw of a UKI text with the block that it is in. */
export function flawText({ block, reason }: UkiFlaw): string {
  return `${block}: ${reason}.`;
}
