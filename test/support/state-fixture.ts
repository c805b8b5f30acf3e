import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assertion } from '../../electron/contract/assertions.ts';
import type { Feature, FeatureStatus } from '../../electron/contract/features.ts';
import type { Handoff, HandoffContent } from '../../electron/contract/handoffs.ts';
import type { Mission } from '../../electron/contract/missions.ts';
import { encodeUki } from '../../electron/engine/project/handoffs/uki-rules.ts';

/** How much a project holds. Each mission has so many features, and one assertion a feature. */
export interface StateSize {
  readonly handoffs: number;
  readonly missions: number;
  readonly features: number;
}

const AT = '2026-11-20T21:41:12.107Z';
const MILESTONES = 5;

/** Fills a folder with a repository and `.maestro/` as the older tool would have written it, without running anything a record. */
export function writeState(folder: string, size: StateSize): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  const state = join(folder, '.maestro');
  mkdirSync(join(state, 'handoffs'), { recursive: true });
  writeFileSync(join(state, 'config.yaml'), 'memory:\n  enabled: true\n');
  for (let n = 1; n <= size.handoffs; n += 1) {
    const handoff = handoffOf(n);
    writeRecord(join(state, 'handoffs', `${handoff.id}.json`), handoff);
  }
  // Only the oldest mission is under way: whoever looks for it has to look at all.
  for (let n = 1; n <= size.missions; n += 1) {
    const features = Array.from({ length: size.features }, (_, index) => featureOf(sequential(n), index));
    writeMission(
      join(state, 'missions'),
      { ...missionOf(sequential(n), features), status: n === 1 ? 'executing' : 'completed' },
      features,
    );
  }
}

function writeMission(folder: string, mission: Mission, features: readonly Feature[]): void {
  const { id } = mission;
  mkdirSync(join(folder, id, 'features'), { recursive: true });
  for (const feature of features) writeRecord(join(folder, id, 'features', `${feature.id}.json`), feature);
  writeRecord(join(folder, id, 'assertions.json'), { assertions: features.map(assertionOf) });
  writeRecord(join(folder, id, 'mission.json'), mission);
}

export function missionOf(id: string, features: readonly Feature[]): Mission {
  return {
    id,
    status: 'executing',
    title: `Mission ${id}`,
    description: 'Ship the first slice of a larger piece of work, step by step, each step verified.',
    milestones: Array.from({ length: MILESTONES }, (_, order) => ({
      id: `m${order}`,
      title: `Milestone ${order}`,
      description: 'Everything in it is verified before it is sealed.',
      order,
      kind: 'work',
      profile: 'implementation',
      featureIds: [],
    })),
    features: features.map((feature) => feature.id),
    createdAt: AT,
    updatedAt: AT,
    approvedAt: AT,
  };
}

const STATUSES: readonly FeatureStatus[] = ['done', 'done', 'review', 'in-progress', 'assigned', 'pending', 'blocked'];

export function featureOf(missionId: string, index: number): Feature {
  const id = `f${index}`;
  return {
    id,
    missionId,
    milestoneId: `m${index % MILESTONES}`,
    status: STATUSES[index % STATUSES.length] ?? 'pending',
    title: `Feature ${index} of the mission`,
    description: 'Build the part, keep the rest as it is, and say in the report what was left out and why.',
    workerType: 'codex',
    verificationSteps: ['Run the build', 'Run the tests of this part', 'Try it by hand'],
    dependsOn: index === 0 ? [] : [`f${index - 1}`],
    fulfills: [`part ${index} works`],
    createdAt: AT,
    updatedAt: AT,
  };
}

function assertionOf(feature: Feature): Assertion {
  return {
    id: `${feature.id}-assertion-1`,
    missionId: feature.missionId,
    milestoneId: feature.milestoneId,
    featureId: feature.id,
    result: feature.status === 'done' ? 'passed' : 'pending',
    description: feature.fulfills[0] ?? '',
    surface: 'cli',
    createdAt: AT,
    updatedAt: AT,
  };
}

export function handoffOf(n: number): Handoff {
  const content: HandoffContent = {
    mode: 'execute',
    currentState: 'execute_in_progress',
    sessionCore: 'handoff_real_example',
    decisions: ['preserve_pickup_clarity', 'keep_the_old_form'],
    artifacts: ['branch_main', 'file_src_auth_ts', 'file_src_login_ts'],
    readMore: ['file_src_auth_ts', 'file_src_login_ts'],
    nextAction: 'pick_up_auth_impl',
    summary: `Handoff_number_${n}-ready-low_risk`,
    maestroRefs: { missionId: '2026_11_20_001' },
    cs: { work: 0.9 },
    signalDelta: ['tests_are_green'],
    boundaryState: [],
    risks: ['green_tests_masked_contract_drift'],
    blindSpot: 'green_tests_masked_contract_drift',
    causalDrivers: [],
    divergences: [],
    touchedFiles: ['file_src_auth_ts'],
    completedWork: ['auth_flow_scaffolded'],
    validation: ['compiled_cli_green'],
  };
  const encoded = encodeUki(content);
  if ('flaw' in encoded) throw new Error(encoded.flaw.reason);
  const taken = n % 2 === 0 ? { pickedUpAt: AT, pickedUpBy: 'codex' } : {};
  const status = n % 2 === 0 ? 'picked-up' : 'pending';
  const head = { id: sequential(n), version: '5.4', timestamp: AT, status, agent: 'codex', sessionId: 'none' } as const;
  return { ...head, content, uki: encoded.uki, ...taken };
}

function sequential(n: number): string {
  return `2026-11-20-${String(n).padStart(3, '0')}`;
}

function writeRecord(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
