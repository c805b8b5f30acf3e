import { sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { AssertionFile } from '../../../../contract/assertions.ts';
import { parseJson } from '../../../../contract/json.ts';
import { fail } from '../../../errors.ts';
import type { ChangedFile } from '../../records/changed-files.ts';
import type { Project } from '../../records/project.ts';
import { missionTree } from '../../records/tree.ts';
import { findMission, missionIds } from '../mission/store.ts';

const Part = z.looseObject({ id: z.string(), milestoneId: z.string() });
type Part = z.infer<typeof Part>;

/** The sealed milestones of the missions that these files are of, as `mission/milestone`. */
export function sealsOver(project: Project, files: readonly ChangedFile[]): Set<string> {
  return new Set(
    missionsOf(project, files).flatMap(({ id }) =>
      (findMission(project, id)?.completedMilestoneIds ?? []).map((milestone) => `${id}/${milestone}`),
    ),
  );
}

/**
 * Refuses to take back a feature or verdict on which a seal rests that was set after it; `before` has the seals that were
 * there when the change was made. UNDO_STALE.
 */
export function refuseUnderSeal(project: Project, files: readonly ChangedFile[], before: ReadonlySet<string>): void {
  const since = [...sealsOver(project, files)].filter((seal) => !before.has(seal));
  if (since.length === 0) return;
  for (const { id, own } of missionsOf(project, files)) {
    const changed = own.flatMap((file) => changedParts(file));
    const resting = changed.find(({ milestoneId }) => since.includes(`${id}/${milestoneId}`));
    if (resting === undefined) continue;
    throw fail(
      'UNDO_STALE',
      `Milestone ${resting.milestoneId} was sealed since, and its seal rests on ${resting.id}.`,
      {
        hints: ['What was sealed last can be taken back first.'],
      },
    );
  }
}

function missionsOf(project: Project, files: readonly ChangedFile[]): { id: string; own: readonly ChangedFile[] }[] {
  return missionIds(project).flatMap((id) => {
    const start = `${missionTree(project, id).folder}${sep}`;
    const own = files.filter(({ path }) => path.startsWith(start));
    return own.length === 0 ? [] : [{ id, own }];
  });
}

/** Features and assertions that a change made another. */
function changedParts({ before, after }: ChangedFile): Part[] {
  const [old, made] = [partsIn(before), partsIn(after)];
  return made.filter(
    (part) =>
      !isDeepStrictEqual(
        old.find(({ id }) => id === part.id),
        part,
      ),
  );
}

function partsIn(bytes: Buffer | undefined): Part[] {
  const value = z.preprocess(parsed, z.union([AssertionFile, Part.transform((part) => ({ assertions: [part] }))]));
  const { data } = value.safeParse(bytes?.toString());
  return (data?.assertions ?? []).flatMap((part) => Part.safeParse(part).data ?? []);
}

function parsed(text: unknown): unknown {
  try {
    return parseJson(String(text));
  } catch {
    return undefined;
  }
}
