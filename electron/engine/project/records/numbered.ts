import { randomBytes } from 'node:crypto';
import { linkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskFailure, errnoOf } from '../../disk/failure.ts';
import { localDay, nextSequentialId } from './id-rules.ts';
import type { Project } from './project.ts';
import { makeStateFolder, namesIn, recordText } from './records.ts';
import { withOwnId } from './taken-ids.ts';

interface Numbered<Value extends { readonly id: string }> {
  readonly folder: string;
  /** The record of this id. */
  readonly make: (id: string) => Value;
}

/**
 * Writes a record under the next free id of today, free in every worktree of the repository. The file appears whole and only if its name is free, so any number
 * of processes get ids of their own without waiting for each other, and a crash leaves no lock behind.
 */
export async function createNumbered<Value extends { readonly id: string }>(
  project: Project,
  { folder, make }: Numbered<Value>,
): Promise<Value> {
  await makeStateFolder(project, folder);
  return withOwnId(project, {
    folder,
    make: (elsewhere) => Promise.resolve(create(project, { folder, make }, elsewhere)),
  });
}

function create<Value extends { readonly id: string }>(
  project: Project,
  { folder, make }: Numbered<Value>,
  elsewhere: readonly string[],
): Value {
  const day = localDay(project.now());
  for (;;) {
    const names = namesIn(folder).map((name) => name.replace(/\.json$/, ''));
    const id = nextSequentialId([...names, ...elsewhere], day);
    const value = make(id);
    const path = join(folder, `${id}.json`);
    project.journal?.touched(path);
    if (claimName(path, recordText(value))) return value;
  }
}

/** False when the name was taken meanwhile. */
function claimName(path: string, text: string): boolean {
  // Nobody can know the name before: it is neither a link that somebody laid out nor a draft of a process in a container
  // that has the same process id.
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(draft, text, { flag: 'wx', flush: true });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw diskFailure(error, 'write', path);
  } finally {
    unlink(draft);
  }
}

function unlink(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw diskFailure(error, 'remove', path);
  }
}
