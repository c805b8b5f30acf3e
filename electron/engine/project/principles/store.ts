import { appendFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Profile } from '../../../contract/missions.ts';
import { NewPrinciple, Principle, PrincipleOutcome } from '../../../contract/principles.ts';
import { checked, fail } from '../../errors.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { makeStateFolder } from '../records/records.ts';
import { files } from '../records/tree.ts';
import { type Effectiveness, effectiveness } from './rules.ts';
import { readLines, writeLines } from '../records/lines.ts';

/** The principles of a project, or those of one profile. */
export function listPrinciples(project: Project, profile?: Profile): Principle[] {
  const all = readLines(project, files.principles(project), Principle).flatMap(({ value }) =>
    value === undefined ? [] : [value],
  );
  return profile === undefined ? all : all.filter((principle) => principle.profiles.includes(profile));
}

/** Held by whoever changes the principles. */
export function principlesLock(project: Project): string {
  return `${files.principles(project)}.lock`;
}

/** Adds a principle. PRINCIPLE_TAKEN, INPUT_INVALID. */
export async function addPrinciple(project: Project, input: unknown): Promise<Principle> {
  const principle = checked(NewPrinciple, input);
  const path = files.principles(project);
  return withFileLock(project, principlesLock(project), async () => {
    const lines = readLines(project, path, Principle);
    if (lines.some(({ value }) => value?.id === principle.id)) {
      throw fail('PRINCIPLE_TAKEN', `There already is a principle ${principle.id}.`);
    }
    await writeLines(project, path, [...lines.map(({ text }) => text), JSON.stringify(principle)]);
    return principle;
  });
}

/** Removes a principle. PRINCIPLE_NOT_FOUND. */
export async function removePrinciple(project: Project, id: string): Promise<{ id: string; removed: true }> {
  const path = files.principles(project);
  return withFileLock(project, principlesLock(project), async () => {
    const lines = readLines(project, path, Principle);
    const kept = lines.filter(({ value }) => value?.id !== id);
    if (kept.length === lines.length) throw fail('PRINCIPLE_NOT_FOUND', `There is no principle ${JSON.stringify(id)}.`);
    await writeLines(
      project,
      path,
      kept.map(({ text }) => text),
    );
    return { id, removed: true };
  });
}

/** Appends rows about what principles did for a handoff. One write each: rows of two processes never mix. */
export async function appendOutcomes(project: Project, rows: readonly PrincipleOutcome[]): Promise<void> {
  if (rows.length === 0) return;
  const path = files.outcomes(project);
  await makeStateFolder(project, dirname(path));
  appendFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** Every outcome that can be read, oldest first; damaged lines are told. */
export function listOutcomes(project: Project): PrincipleOutcome[] {
  return readLines(project, files.outcomes(project), PrincipleOutcome).flatMap(({ value }) =>
    value === undefined ? [] : [value],
  );
}

/** The scoreboard; principles with too few decided outcomes only when `all`. */
export function principleStats(project: Project, { all }: { all: boolean }): Effectiveness[] {
  const rows = effectiveness(listPrinciples(project), listOutcomes(project));
  return all ? rows : rows.filter((row) => !row.lowSample);
}
