import { relative, sep } from 'node:path';
import { fail } from '../../../errors.ts';
import { withFileLock } from '../../records/lock.ts';
import { type Project, withNotice } from '../../records/project.ts';
import { isSequentialId } from '../../records/id-rules.ts';
import { folders, missionTree } from '../../records/tree.ts';
import { checkpointsIn } from './checkpoints.ts';
import { findMission } from '../mission/store.ts';
import { findKept, type Kept, lostParts, putBack, readWithKept } from './kept.ts';

interface Source {
  readonly checkpoint: string;
  readonly kept: Kept;
}

/** The latest checkpoint that has what a damaged file of a mission lost. */
export function checkpointOf(project: Project, path: string): string | undefined {
  return sourceOf(
    withNotice(project, () => undefined),
    path,
  )?.checkpoint;
}

/** Puts one damaged file of a mission back as the latest checkpoint has it. CHECKPOINT_NOT_FOUND. */
export async function putFileBack(project: Project, path: string): Promise<{ path: string; checkpoint: string }> {
  const found = sourceOf(project, path);
  if (found === undefined) throw fail('CHECKPOINT_NOT_FOUND', `Nothing of ${path} is lost that a checkpoint has.`);
  const { checkpoint, kept } = found;
  await withFileLock(project, missionTree(project, kept.mission.id).lock, () => putBack(project, kept, path));
  return { path, checkpoint };
}

function sourceOf(project: Project, path: string): Source | undefined {
  const [mission = ''] = relative(folders.missions(project), path).split(sep);
  if (!isSequentialId(mission)) return undefined;
  for (const checkpoint of checkpointsIn(project, mission).toReversed()) {
    const kept = findKept(project, checkpoint);
    if (kept !== undefined && has(project, kept, path)) return { checkpoint: checkpoint.id, kept };
  }
  return undefined;
}

function has(project: Project, kept: Kept, path: string): boolean {
  const tree = missionTree(project, kept.mission.id);
  if (path === tree.record)
    return (
      findMission(
        withNotice(project, () => undefined),
        kept.mission.id,
      ) === undefined
    );
  const lost = lostParts(kept, readWithKept(project, kept.mission.id, kept));
  if (path === tree.assertions) return lost.assertions.length > 0;
  return lost.features.some(({ id }) => tree.feature(id) === path);
}
