import type { DamagedFile } from '../../../contract/projects.ts';
import { checkpointOf } from '../missions/checkpoints/put-back.ts';
import type { Project } from '../records/project.ts';
import { isRepairable } from './repair.ts';

/** Damaged files with what can be done about each of them. */
export function withRemedies(project: Project, damaged: readonly DamagedFile[]): DamagedFile[] {
  return damaged.map((file) => {
    const checkpoint = checkpointOf(project, file.path);
    const repairable = file.conflicted !== true && isRepairable(project, file.path);
    return {
      ...file,
      ...(repairable ? { repairable } : {}),
      ...(checkpoint === undefined ? {} : { checkpoint }),
    };
  });
}
