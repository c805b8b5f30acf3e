import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import type { DamagedFile } from '../../../contract/projects.ts';
import { makeFolder, writeAtomic } from '../../disk/atomic.ts';
import { diskFailure, errnoOf } from '../../disk/failure.ts';
import { DANGLING, damaged, findRecord, MAX_BYTES } from '../../disk/read.ts';
import { findDangling, statAt } from '../../disk/stat.ts';
import { fail, type MaestroError } from '../../errors.ts';
import { type Project, refuseLinks } from './project.ts';

/** Tells the user of a damaged file and lets the command go on. */
export function reportDamage(project: Project, path: string, damage: MaestroError): void {
  project.notice({ kind: 'damaged', path, sentence: damage.message });
}

/** A JSON file, replaced as a whole: two spaces, final newline. */
export async function writeRecord(project: Project, path: string, value: unknown): Promise<void> {
  await writeText(project, path, recordText(value));
}

/** A record as its file’s text: two spaces, final newline. */
export function recordText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A text file, replaced as a whole, never through a link. INPUT_INVALID for what would be too large to read again. */
export async function writeText(project: Project, path: string, text: string): Promise<void> {
  await writeBytes(project, path, Buffer.from(text));
}

/** The same for bytes. */
export async function writeBytes(project: Project, path: string, bytes: Buffer): Promise<void> {
  guard(project, path);
  const size = bytes.length;
  if (size > MAX_BYTES)
    throw fail('INPUT_INVALID', `${path} would have ${size} bytes, and at most ${MAX_BYTES} can be read again.`, {
      hints: ['Nothing was written.'],
    });
  project.journal?.touched(path);
  await writeAtomic(path, bytes, { symlinks: 'replace' });
}

/** Makes a folder of the project, never through a link. */
export async function makeStateFolder(project: Project, path: string): Promise<void> {
  guard(project, path);
  await makeFolder(path);
}

function guard(project: Project, path: string): void {
  refuseLinks(path.startsWith(project.user) ? dirname(project.user) : project.root, path);
}

/** Names in a folder, unsorted; none when there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return [];
    throw diskFailure(error, 'read', folder);
  }
}

/** The same for a folder of records: what stands in its place is reported. */
export function listNames(project: Project, folder: string): string[] {
  const names = namesIn(folder);
  const misplaced = names.length === 0 ? findMisplaced(project, folder) : undefined;
  if (misplaced !== undefined) project.notice({ kind: 'damaged', ...misplaced });
  return names;
}

/** What stands where a folder of the project belongs: no names are found there, so it has to be told. */
export function findMisplaced(project: Project, folder: string): DamagedFile | undefined {
  const link = findDangling(folder);
  if (link !== undefined) return { path: link, sentence: damaged(link, DANGLING).message };
  if (folder === project.folder) return undefined;
  const stat = statAt(folder);
  if (stat === undefined) return findMisplaced(project, dirname(folder));
  return stat.isDirectory() ? undefined : { path: folder, sentence: damaged(folder, 'it is not a folder.').message };
}

interface Listing<Schema> {
  readonly folder: string;
  /** The file name's key, or undefined for files of another kind. */
  readonly keyOf: (name: string) => string | undefined;
  readonly pathOf?: (key: string) => string;
  readonly schema: Schema;
  /** As for `findRecord`. */
  readonly plain?: (value: unknown) => value is z.infer<Schema>;
}

/** Every readable record of a folder; damaged ones are reported and left out. */
export function listRecords<Schema extends z.ZodType>(project: Project, listing: Listing<Schema>): z.infer<Schema>[] {
  const records: z.infer<Schema>[] = [];
  for (const name of listNames(project, listing.folder)) {
    const key = listing.keyOf(name);
    if (key === undefined) continue;
    const path = listing.pathOf?.(key) ?? join(listing.folder, name);
    const found = findRecord(path, listing.schema, listing.plain);
    if (found === undefined) continue;
    if ('damage' in found) reportDamage(project, path, found.damage);
    else records.push(found.value);
  }
  return records;
}

/** `x.json` → `x`. */
export function jsonKey(name: string): string | undefined {
  return name.endsWith('.json') && !name.startsWith('.') ? name.slice(0, -'.json'.length) : undefined;
}
