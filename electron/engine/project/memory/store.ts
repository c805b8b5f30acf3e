import { basename, join } from 'node:path';
import { Compiled, Correction, Learning, RatchetBaseline, RatchetSuite } from '../../../contract/memory.ts';
import { compareText } from '../records/order-rules.ts';
import { compareIds, isSequentialId } from '../records/id-rules.ts';
import type { Project } from '../records/project.ts';
import { findRecord } from '../../disk/read.ts';
import { jsonKey, listRecords, listNames, reportDamage } from '../records/records.ts';
import { files, folders } from '../records/tree.ts';

/** All readable corrections, oldest first. */
export function listCorrections(project: Project): Correction[] {
  const corrections = listRecords(project, {
    folder: folders.corrections(project),
    keyOf: (name) => (isSequentialId(jsonKey(name) ?? '') ? name : undefined),
    schema: Correction,
  });
  return corrections.sort((left, right) => compareIds(left.id, right.id));
}

/** All readable raw learnings in the order in which they were learned. */
export function listLearnings(project: Project): Learning[] {
  const folder = folders.rawLearnings(project);
  const names = listNames(project, folder)
    .filter((name) => jsonKey(name) !== undefined)
    .sort(compareText);
  return names.flatMap((name) => {
    const path = join(folder, name);
    const found = findRecord(path, Learning);
    if (found === undefined) return [];
    if ('value' in found) return [found.value];
    reportDamage(project, path, found.damage);
    return [];
  });
}

/** The guidance, if there is any; a damaged file is told and counts as absent. */
export function findCompiled(project: Project): Compiled | undefined {
  return readable(project, files.compiled(project), Compiled);
}

/** The ratchet’s patterns; a damaged file is told and counts as empty. */
export function readSuite(project: Project): RatchetSuite {
  return readable(project, files.suite(project), RatchetSuite) ?? { assertions: [] };
}

/** How the ratchet last passed, if it did; a damaged file is told and counts as absent. */
export function findBaseline(project: Project): RatchetBaseline | undefined {
  return readable(project, files.baseline(project), RatchetBaseline);
}

/** The last check of the ratchet, whether it passed or not. */
export function findLastCheck(project: Project): RatchetBaseline | undefined {
  const failure = readable(project, files.ratchetFailure(project), RatchetBaseline);
  const runs = [findBaseline(project), failure].filter((run) => run !== undefined);
  return runs.sort((left, right) => compareText(left.lastRunAt, right.lastRunAt)).at(-1);
}

/** A single record for reading; damage is reported and counts as absent. */
export function readable<Schema extends Parameters<typeof findRecord>[1]>(
  project: Project,
  path: string,
  schema: Schema,
) {
  const found = findRecord<Schema>(path, schema);
  if (found === undefined) return undefined;
  if ('value' in found) return found.value;
  reportDamage(project, path, found.damage);
  return undefined;
}

/** `<day>-<nanoseconds>-<random>.json`: sorts by the moment of learning, and never twice the same. */
export function learningName(at: Date): string {
  const day = at.toISOString().slice(0, 10);
  const inside = process.hrtime.bigint() % 1_000_000n;
  const nanoseconds = BigInt(at.getTime()) * 1_000_000n + inside;
  const random = Math.floor(Math.random() * 36 ** 4).toString(36);
  return basename(`${day}-${nanoseconds}-${random}.json`);
}
