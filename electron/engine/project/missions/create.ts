import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assertion } from '../../../contract/assertions.ts';
import type { Feature } from '../../../contract/features.ts';
import type { Mission, Plan, PlanFeature } from '../../../contract/missions.ts';
import { present } from '../../../contract/present.ts';
import { diskFailure } from '../../disk/failure.ts';
import { loopYielder } from '../records/loop-yielder.ts';
import { localDay, nextSequentialId } from '../records/id-rules.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { makeStateFolder, recordText } from '../records/records.ts';
import { withOwnId } from '../records/taken-ids.ts';
import { folders, missionTree } from '../records/tree.ts';
import { declareChecks } from './assertions/checks.ts';
import { missionIds } from './mission/store.ts';
import { declarePaths } from './runs/declared-paths.ts';

interface NewMission {
  readonly mission: Mission;
  readonly features: readonly Feature[];
  readonly assertions: readonly Assertion[];
}

/** Makes a mission from a checked plan: everything appears at once, or nothing does. LOCK_HELD, DISK_FULL, PATH_UNSAFE. */
export async function createMission(project: Project, plan: Plan): Promise<Omit<NewMission, 'assertions'>> {
  const folder = folders.missions(project);
  await makeStateFolder(project, folder);
  const make = async (elsewhere: readonly string[]): Promise<NewMission & { readonly id: string }> => {
    const now = project.now();
    const id = nextSequentialId([...missionIds(project), ...elsewhere], localDay(now));
    const created = missionOf(plan, id, now);
    touch(project, created);
    await declarePaths(project, id, plan.features);
    await declareChecks(
      project,
      id,
      plan.features.map((feature) => ({ feature, assertions: idsOf(feature) })),
    );
    await writeWhole(folder, created);
    return { id, ...created };
  };
  const { mission, features } = await withFileLock(project, join(folder, '.create.lock'), () =>
    withOwnId(project, { folder, make }),
  );
  return { mission, features };
}

function touch(project: Project, { mission, features, assertions }: NewMission): void {
  const tree = missionTree(project, mission.id);
  const written = [tree.record, ...features.map(({ id }) => tree.feature(id))];
  for (const path of assertions.length > 0 ? [...written, tree.assertions] : written) project.journal?.touched(path);
}

function missionOf(plan: Plan, id: string, now: Date): NewMission {
  const at = now.toISOString();
  const features = plan.features.map((feature, index) => featureOf(feature, id, later(now, index)));
  const mission: Mission = {
    id,
    status: 'draft',
    title: plan.title,
    description: plan.description ?? '',
    ...present({ proposal: plan.proposal }),
    milestones: plan.milestones.map((milestone) => ({ ...milestone, featureIds: [] })),
    features: features.map((feature) => feature.id),
    createdAt: at,
    updatedAt: at,
  };
  return { mission, features, assertions: features.flatMap(assertionsOf) };
}

/** A millisecond each: the older tool sorts features by the moment of their creation. */
function later(now: Date, index: number): string {
  return new Date(now.getTime() + index).toISOString();
}

function featureOf(plan: PlanFeature, missionId: string, at: string): Feature {
  return {
    id: plan.id,
    missionId,
    milestoneId: plan.milestoneId,
    status: 'pending',
    title: plan.title,
    description: plan.description,
    workerType: plan.workerType,
    verificationSteps: plan.verificationSteps,
    dependsOn: plan.dependsOn ?? [],
    fulfills: plan.fulfills ?? [],
    ...present({ preconditions: plan.preconditions, expectedBehavior: plan.expectedBehavior }),
    createdAt: at,
    updatedAt: at,
  };
}

function assertionsOf(feature: Feature): Assertion[] {
  const ids = idsOf(feature);
  return feature.fulfills.map((description, index) => ({
    id: ids[index] ?? '',
    missionId: feature.missionId,
    milestoneId: feature.milestoneId,
    featureId: feature.id,
    result: 'pending',
    description,
    surface: 'cli',
    createdAt: feature.createdAt,
    updatedAt: feature.createdAt,
  }));
}

/** The ids of a feature's assertions, as the older tool makes them. */
function idsOf({ id, fulfills = [] }: Pick<PlanFeature, 'id' | 'fulfills'>): string[] {
  return fulfills.map((_, index) => `${id}-assertion-${index + 1}`);
}

/** Writes into a staging folder and moves it into place: whoever reads sees the whole mission or none of it. */
async function writeWhole(folder: string, { mission, features, assertions }: NewMission): Promise<void> {
  const pause = loopYielder();
  const staging = join(folder, `.staging-${mission.id}`);
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(staging, name), recordText(value), { flush: true });
  try {
    // Whoever left it is dead: the lock is ours.
    rmSync(staging, { recursive: true, force: true });
    for (const part of ['features', 'checkpoints', 'workers']) mkdirSync(join(staging, part), { recursive: true });
    for (const feature of features) {
      write(join('features', `${feature.id}.json`), feature);
      await pause();
    }
    if (assertions.length > 0) write('assertions.json', { assertions });
    write('mission.json', mission);
    renameSync(staging, join(folder, mission.id));
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw diskFailure(error, 'write', join(folder, mission.id));
  }
}
