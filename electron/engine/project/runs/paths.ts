import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature } from '../../../contract/features.ts';
import { errnoOf } from '../../disk/failure.ts';
import { git } from '../../git/git.ts';
import { findLaunches } from '../launches/store.ts';
import type { Project } from '../records/project.ts';
import { declaredPaths } from '../missions/runs/declared-paths.ts';
import { namedPaths } from './paths-rules.ts';

/**
 * The files that each feature is known to change: those that its plan declares or its texts name, and those that its earlier
 * agents changed, as far as their work was brought here. Where nothing is known of one, it has none.
 */
export async function pathsOf(
  project: Project,
  mission: string,
  features: readonly Feature[],
): Promise<Map<string, string[]>> {
  const open = features.filter(({ status }) => status !== 'done');
  if (open.length === 0) return new Map();
  const declared = declaredPaths(project, mission);
  const entries = open.map(async (feature): Promise<[string, string[]]> => {
    const learned = await changedEarlier(project, mission, feature);
    const all = [...(declared.get(feature.id) ?? []), ...namedFiles(project, feature), ...learned];
    return [feature.id, [...new Set(all)]];
  });
  return new Map(await Promise.all(entries));
}

/** A look at each: big projects have more files than plans have words. */
function namedFiles(project: Project, feature: Feature): string[] {
  return namedPaths(textOf(feature)).filter((path) => isFile(join(project.root, path)));
}

/** What cannot be looked at is none: a link in a circle keeps no run from going on. */
function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return false;
  }
}

function textOf({ title, description, verificationSteps, preconditions, expectedBehavior }: Feature): string {
  return [title, description, ...verificationSteps, preconditions ?? '', expectedBehavior ?? ''].join('\n');
}

async function changedEarlier(project: Project, mission: string, { id }: Feature): Promise<string[]> {
  const earlier = findLaunches(project, mission, id).filter(({ container }) => container !== null);
  const lists = earlier.map(async ({ base, branch, handedIn }) => {
    if (base === null) return [];
    const range = `${base}...${handedIn ?? `refs/heads/${branch}`}`;
    const args = ['diff', '--name-only', '-z', '--no-renames', '--end-of-options', range, '--'];
    const ran = await git(args, { folder: project.root, fine: [1, 128] });
    return ran.code === 0 ? ran.stdout.split('\0').filter((path) => path !== '') : [];
  });
  return (await Promise.all(lists)).flat();
}
