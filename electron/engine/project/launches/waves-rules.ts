import type { Feature, OpenDependency } from '../../../contract/features.ts';
import { takesAgents } from '../../../contract/launches.ts';
import type { Mission } from '../../../contract/missions.ts';
import type { Standing } from '../../../contract/runs.ts';
import { ACTIVE, openDependencies } from '../missions/features/status-rules.ts';

/**
 * Where each feature of a mission stands, in the order of its plan (pure). A dependency that is missing, blocked, or waits
 * for the feature itself leads nowhere.
 */
export function standingsOf(mission: Pick<Mission, 'status'>, features: readonly Feature[]): Standing[] {
  const waves = wavesOf(features);
  return features.map((feature) => {
    const { id, title, status } = feature;
    const waitsFor = openDependencies(feature, features);
    const wave = waves.get(id) ?? null;
    return { id, title, status, wave, waitsFor, why: whyOf(mission, feature, { waitsFor, wave }) };
  });
}

/** The wave of each feature that is not done, and that something planned leads to. */
export function wavesOf(features: readonly Feature[]): Map<string, number> {
  const open = features.filter(({ status }) => status !== 'done' && status !== 'blocked');
  const done = new Set(features.filter(({ status }) => status === 'done').map(({ id }) => id));
  const waves = new Map(open.filter(({ status }) => ACTIVE.has(status)).map(({ id }) => [id, 1]));
  const left = new Map(open.filter(({ status }) => !ACTIVE.has(status)).map((one) => [one.id, waited(one, done)]));
  const after = new Map<string, string[]>();
  for (const [id, on] of left) for (const other of on) after.set(other, [...(after.get(other) ?? []), id]);
  const come = [...waves.keys(), ...[...left].filter(([, on]) => on.size === 0).map(([id]) => id)];
  for (const id of come) {
    const wave = waves.get(id) ?? 1;
    waves.set(id, wave);
    for (const next of after.get(id) ?? []) {
      const on = left.get(next);
      on?.delete(id);
      waves.set(next, Math.max(waves.get(next) ?? 1, wave + 1));
      if (on?.size === 0) come.push(next);
    }
  }
  const reached = new Set(come);
  return new Map([...waves].filter(([id]) => reached.has(id)));
}

function waited({ dependsOn }: Feature, done: ReadonlySet<string>): Set<string> {
  return new Set(dependsOn.filter((id) => !done.has(id)));
}

interface Found {
  readonly waitsFor: readonly OpenDependency[];
  readonly wave: number | null;
}

function whyOf({ status: of }: Pick<Mission, 'status'>, { id, status }: Feature, { waitsFor, wave }: Found): string {
  if (status === 'done') return 'It is done.';
  if (status === 'in-progress') return 'It is at work.';
  if (status === 'review') return 'Its work waits for a review.';
  if (status === 'blocked') return 'It is blocked: somebody has to say what now.';
  if (waitsFor.length > 0) {
    const names = waitsFor.map((other) => (other.id === id ? 'itself' : `${other.id} (${other.status})`)).join(', ');
    return wave === null ? `It waits for ${names}, and nothing planned leads there.` : `It waits for ${names}.`;
  }
  return takesAgents(of) ? 'It can be launched.' : `It is ready, but the mission is ${of}.`;
}
