import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Check } from '../../../../contract/proofs.ts';
import type { PlanFeature } from '../../../../contract/missions.ts';
import { findRecord, readRecord } from '../../../disk/read.ts';
import { fail } from '../../../errors.ts';
import { withFileLock } from '../../records/lock.ts';
import type { Project } from '../../records/project.ts';
import { reportDamage, writeRecord } from '../../records/records.ts';
import { folders, missionTree } from '../../records/tree.ts';
import { listAssertions } from '../mission/store.ts';

/** `.maestro/ours/checks/<mission>.json`: how assertions are found out, by their ids. */
const Checks = z.object({ assertions: z.record(z.string(), Check) });

/** The checks of a mission by assertion. Damage is reported, and counts as none. */
export function checksOf(project: Project, mission: string): ReadonlyMap<string, Check> {
  const path = fileOf(project, mission);
  const found = findRecord(path, Checks);
  if (found !== undefined && 'value' in found) return new Map(Object.entries(found.value.assertions));
  if (found !== undefined) reportDamage(project, path, found.damage);
  return new Map();
}

/** What is another whenever the checks of a mission are; undefined: there are none. */
export function checksSign(project: Project, mission: string): string | undefined {
  const checks = checksOf(project, mission);
  if (checks.size === 0) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([...checks]))
    .digest('hex');
}

/** Gives an assertion its check, or takes it away (null). ASSERTION_NOT_FOUND, FILE_DAMAGED, LOCK_HELD. */
export async function setCheck(
  project: Project,
  { mission, assertion, check }: { readonly mission: string; readonly assertion: string; readonly check: Check | null },
): Promise<void> {
  if (!listAssertions(project, mission).assertions.some(({ id }) => id === assertion)) {
    throw fail('ASSERTION_NOT_FOUND', `Mission ${mission} has no assertion ${assertion}.`, {
      hints: [`maestro validate show --mission ${mission} shows all assertions.`],
    });
  }
  const path = fileOf(project, mission);
  await withFileLock(project, `${path}.lock`, async () => {
    const known = new Map(Object.entries(readRecord(path, Checks)?.assertions ?? {}));
    if (check === null) known.delete(assertion);
    else known.set(assertion, check);
    await writeRecord(project, path, { assertions: Object.fromEntries(known) });
  });
}

/** Keeps the checks that a plan declares, and none of an earlier mission of this id; `assertions` has the ids of each feature's own, in the order of its texts. */
export async function declareChecks(
  project: Project,
  mission: string,
  declared: readonly { readonly feature: PlanFeature; readonly assertions: readonly string[] }[],
): Promise<void> {
  const checks = declared.flatMap(({ feature, assertions }) =>
    (feature.checks ?? []).flatMap(({ assertion, ...check }) => {
      const id = assertions[assertion - 1];
      return id === undefined ? [] : [[id, check] as const];
    }),
  );
  const path = fileOf(project, mission);
  if (checks.length === 0) await rm(path, { force: true });
  else await writeRecord(project, path, { assertions: Object.fromEntries(checks) });
}

function fileOf(project: Project, mission: string): string {
  // Only the id of a mission becomes part of a path.
  missionTree(project, mission);
  return join(folders.ours(project), 'checks', `${mission}.json`);
}
