import { findProject } from '../../engine/project/records/project.ts';
import type { Entity } from '../arguments/command.ts';
import { entities } from '../arguments/entities.ts';

/** The ids that may stand at the cursor; of the mission that `--mission` names, else of all. A shell shows no errors here. */
export function entityIds(kind: Entity, words: readonly string[]): string[] {
  const named = words[words.indexOf('--mission') + 1];
  const missions = words.includes('--mission') && named !== undefined ? [named] : undefined;
  try {
    return entities(findProject(), kind, missions).map(({ id }) => id);
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}
