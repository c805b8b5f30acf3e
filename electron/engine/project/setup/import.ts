import { rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Handoff } from '../../../contract/handoffs.ts';
import { claimLock } from '../handoffs/claim.ts';
import { envelopePath, findHandoff, getHandoff, handoffIds, handoffPath } from '../handoffs/store.ts';
import { keepCopy } from '../records/keep-copy.ts';
import { withFileLock } from '../records/lock.ts';
import { overlayFiles } from './overlay.ts';
import { exists, type Project } from '../records/project.ts';
import { findRecord, readText } from '../../disk/read.ts';
import { reportDamage, writeRecord, writeText } from '../records/records.ts';
import { BOOTSTRAP } from '../config/templates.ts';

/** One thing of an older layout, and what becomes of it. */
export interface Conversion {
  readonly from: string;
  readonly to: string;
  readonly what: string;
  /** `kept`: something of the project's own stands there already. */
  readonly state: 'planned' | 'done' | 'kept';
  /** Where the old form is kept. */
  readonly copy?: string;
}

/**
 * Brings older layouts into today's: handoffs as envelopes or as packets of versions 5.2 and 5.3, and the files of
 * `.factory/`. The old form of everything that changes is kept. With `dryRun` nothing is written. Damaged ones are
 * reported and stay.
 */
export async function importOlder(project: Project, { dryRun }: { dryRun: boolean }): Promise<Conversion[]> {
  const conversions: Conversion[] = [];
  for (const id of handoffIds(project).reverse()) {
    const old = oldForm(project, id);
    if (old !== undefined) conversions.push(await convert(project, { id, old, dryRun }));
  }
  for (const file of overlayFiles(project)) {
    const brought = await bring(project, file, dryRun);
    if (brought !== undefined) conversions.push(brought);
  }
  return conversions;
}

interface OldForm {
  readonly path: string;
  readonly what: string;
}

const Version = z.looseObject({ version: z.string() });

/** Undefined for today's form, and for what cannot be read: that is reported. */
function oldForm(project: Project, id: string): OldForm | undefined {
  const found = findHandoff(project, id);
  if (found !== undefined && 'damage' in found) reportDamage(project, handoffPath(project, id), found.damage);
  if (found === undefined || 'damage' in found) return undefined;
  const path = handoffPath(project, id);
  if (!exists(path)) return { path: dirname(envelopePath(project, id)), what: 'handoff as an envelope' };
  const record = findRecord(path, Version);
  const version = record !== undefined && 'value' in record ? record.value.version : '5.4';
  return version === '5.2' || version === '5.3' ? { path, what: `handoff of version ${version}` } : undefined;
}

async function convert(
  project: Project,
  { id, old, dryRun }: { id: string; old: OldForm; dryRun: boolean },
): Promise<Conversion> {
  const conversion = { from: old.path, to: handoffPath(project, id), what: old.what };
  if (dryRun) return { ...conversion, state: 'planned' };
  return withFileLock(project, claimLock(project, id), async () => {
    const copy = keepCopy(project, old.path, 'imported');
    const handoff: Handoff = { ...getHandoff(project, id), version: '5.4' };
    await writeRecord(project, handoffPath(project, id), handoff);
    if (old.path !== conversion.to) rmSync(old.path, { recursive: true });
    return { ...conversion, state: 'done', copy };
  });
}

/** Files of `.factory/` stay where they are: Droid reads them too. */
async function bring(
  project: Project,
  { source, path, text }: ReturnType<typeof overlayFiles>[number],
  dryRun: boolean,
): Promise<Conversion | undefined> {
  const to = join(project.folder, path);
  const conversion = { from: source, to, what: 'file of the Factory layout' };
  const now = exists(to) ? readText(to) : undefined;
  const template = BOOTSTRAP.find((file) => file.path === path);
  if (now === text) return undefined;
  if (now !== undefined && now !== template?.text) return { ...conversion, state: 'kept' };
  if (dryRun) return { ...conversion, state: 'planned' };
  await writeText(project, to, text);
  if (template?.mode !== undefined) await chmod(to, template.mode);
  return { ...conversion, state: 'done' };
}
