import { join } from 'node:path';
import { z } from 'zod';
import { RuleUse } from '../../../contract/proposals.ts';
import { readRecord } from '../../disk/read.ts';
import { keepUnreadable } from '../records/keep-copy.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { writeRecord } from '../records/records.ts';
import { folders } from '../records/tree.ts';
import { readable } from './store.ts';

/** `.maestro/ours/rule-uses.json`: by correction. */
const Uses = z.object({ uses: z.record(z.string(), RuleUse) });

const UNUSED: RuleUse = { prompts: 0, objections: 0, lastPromptAt: null, lastObjectionAt: null };

/** How often each correction was used; a damaged file is told and counts as empty. */
export function readUses(project: Project): Readonly<Record<string, RuleUse>> {
  return readable(project, pathOf(project), Uses)?.uses ?? {};
}

/**
 * Counts that these corrections stood in a prompt, or that somebody objected to what they are about. A damaged file is kept
 * beside it. LOCK_HELD.
 */
export async function noteUse(
  project: Project,
  { ids, as }: { readonly ids: readonly string[]; readonly as: 'prompt' | 'objection' },
): Promise<void> {
  if (ids.length === 0) return;
  const path = pathOf(project);
  const at = project.now().toISOString();
  await withFileLock(project, `${path}.lock`, async () => {
    keepUnreadable(project, path, () => readRecord(path, Uses));
    const before = new Map(Object.entries(readUses(project)));
    for (const id of ids) {
      const use = before.get(id) ?? UNUSED;
      before.set(
        id,
        as === 'prompt'
          ? { ...use, prompts: use.prompts + 1, lastPromptAt: at }
          : { ...use, objections: use.objections + 1, lastObjectionAt: at },
      );
    }
    await writeRecord(project, path, { uses: Object.fromEntries(before) });
  });
}

function pathOf(project: Project): string {
  return join(folders.ours(project), 'rule-uses.json');
}
