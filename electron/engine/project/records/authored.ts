import { join } from 'node:path';
import { Authored } from '../../../contract/authors.ts';
import { readLines, writeLines } from './lines.ts';
import { withFileLock } from './lock.ts';
import type { Project } from './project.ts';
import { folders } from './tree.ts';

const MOST_ROWS = 5_000;

/** Keeps which agent wrote something, where one did; the newest rows stay. LOCK_HELD. */
export async function recordAuthor(project: Project, command: string): Promise<void> {
  if (project.author === undefined) return;
  const { of, container, agent } = project.author;
  const row: Authored = { at: project.now().toISOString(), feature: of.feature, container, agent, command };
  const path = authoredPath(project, of.mission);
  await withFileLock(project, `${path}.lock`, () => {
    const before = readLines(project, path, Authored).map(({ text }) => text);
    return writeLines(project, path, [...before, JSON.stringify(row)].slice(-MOST_ROWS));
  });
}

/** `.maestro/ours/authors/<mission>.jsonl` */
export function authoredPath(project: Project, mission: string): string {
  return join(folders.ours(project), 'authors', `${mission}.jsonl`);
}
