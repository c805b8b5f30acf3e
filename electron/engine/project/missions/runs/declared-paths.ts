import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PlanFeature } from '../../../../contract/missions.ts';
import { findRecord } from '../../../disk/read.ts';
import type { Project } from '../../records/project.ts';
import { reportDamage, writeRecord } from '../../records/records.ts';
import { folders, missionTree } from '../../records/tree.ts';

/** `.maestro/ours/paths/<mission>.json`: the files and folders that features are planned to change. */
const DeclaredPaths = z.object({ features: z.record(z.string(), z.array(z.string())) });

/** What the plan of a mission declares, by feature. Damage is reported, and counts as nothing. */
export function declaredPaths(project: Project, mission: string): ReadonlyMap<string, readonly string[]> {
  const path = fileOf(project, mission);
  const found = findRecord(path, DeclaredPaths);
  if (found !== undefined && 'value' in found) return new Map(Object.entries(found.value.features));
  if (found !== undefined) reportDamage(project, path, found.damage);
  return new Map();
}

/** Keeps what a plan declares; one that declares nothing leaves no file, also not that of an earlier mission of this id. */
export async function declarePaths(project: Project, mission: string, features: readonly PlanFeature[]): Promise<void> {
  const path = fileOf(project, mission);
  const declared = features.filter(({ paths = [] }) => paths.length > 0);
  const byId = Object.fromEntries(declared.map(({ id, paths = [] }) => [id, paths.map(plainPath)] as const));
  if (declared.length === 0) await rm(path, { force: true });
  else await writeRecord(project, path, { features: byId });
}

/** `./src/a/` is the folder `src/a`. */
function plainPath(path: string): string {
  return path.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}

function fileOf(project: Project, mission: string): string {
  // Only the id of a mission becomes part of a path.
  missionTree(project, mission);
  return join(folders.ours(project), 'paths', `${mission}.json`);
}
