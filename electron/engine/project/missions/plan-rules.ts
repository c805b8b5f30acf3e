import { Plan } from '../../../contract/missions.ts';
import { isPortableName, sameName } from '../records/id-rules.ts';
import { allFlaws, type Flaw, show } from '../../../contract/flaws.ts';

export type ReadPlan = { readonly plan: Plan } | { readonly flaws: readonly Flaw[] };

/** Checks a plan completely: its form, then its ids, milestones and dependencies, each up to its first flaw. */
export function readPlan(document: unknown): ReadPlan {
  const parsed = Plan.safeParse(document);
  if (!parsed.success) return { flaws: allFlaws(parsed.error, document) };
  const plan = parsed.data;
  const flaws = [
    repeatedId('milestones', plan.milestones),
    unknownMilestone(plan),
    repeatedId('features', plan.features),
    emptyFulfills(plan),
    unknownCheck(plan),
    unknownDependency(plan),
    dependencyCycle(plan),
  ].filter((flaw) => flaw !== null);
  return flaws.length === 0 ? { plan } : { flaws };
}

function repeatedId(list: string, items: readonly { readonly id: string }[]): Flaw | null {
  const first = new Map<string, number>();
  for (const [index, { id }] of items.entries()) {
    const path = `${list}.${index}.id`;
    if (!isPortableName(id)) return { path, found: show(id), expected: 'an id that every system can name a file by' };
    const before = first.get(sameName(id));
    if (before !== undefined) {
      const isSame = items[before]?.id === id;
      const found = `${show(id)} ${isSame ? 'again, after' : 'beside'} ${list}.${before}`;
      const expected = isSame ? 'an id that occurs once' : 'ids that differ in more than upper and lower case';
      return { path, found, expected };
    }
    first.set(sameName(id), index);
  }
  return null;
}

function unknownMilestone(plan: Plan): Flaw | null {
  const known = new Set(plan.milestones.map((milestone) => milestone.id));
  const index = plan.features.findIndex((feature) => !known.has(feature.milestoneId));
  if (index < 0) return null;
  const found = show(plan.features[index]?.milestoneId);
  return { path: `features.${index}.milestoneId`, found, expected: `one of ${[...known].join(', ')}` };
}

function emptyFulfills(plan: Plan): Flaw | null {
  for (const [index, feature] of plan.features.entries()) {
    const empty = (feature.fulfills ?? []).findIndex((text) => text === '');
    if (empty >= 0) {
      return { path: `features.${index}.fulfills.${empty}`, found: '""', expected: 'a sentence that can be checked' };
    }
  }
  return null;
}

/** A check of a text that is not there, or a second one of the same. */
function unknownCheck(plan: Plan): Flaw | null {
  for (const [index, { fulfills = [], checks = [] }] of plan.features.entries()) {
    for (const [place, { assertion }] of checks.entries()) {
      const path = `features.${index}.checks.${place}.assertion`;
      if (assertion > fulfills.length) {
        return { path, found: show(assertion), expected: `the number of one of ${fulfills.length} texts of fulfills` };
      }
      const isRepeated = checks.findIndex((other) => other.assertion === assertion) < place;
      if (isRepeated) return { path, found: `${show(assertion)} again`, expected: 'one check for each text' };
    }
  }
  return null;
}

function unknownDependency(plan: Plan): Flaw | null {
  const known = new Set(plan.features.map((feature) => feature.id));
  for (const [index, feature] of plan.features.entries()) {
    const dependencies = feature.dependsOn ?? [];
    const unknown = dependencies.findIndex((id) => !known.has(id));
    if (unknown >= 0) {
      return {
        path: `features.${index}.dependsOn.${unknown}`,
        found: show(dependencies[unknown]),
        expected: 'the id of a feature of this plan',
      };
    }
  }
  return null;
}

/** The loop `a -> b -> a`, found without recursion so that a plan of any depth is fine. */
function dependencyCycle(plan: Plan): Flaw | null {
  const next = new Map(plan.features.map((feature) => [feature.id, feature.dependsOn ?? []]));
  const finished = new Set<string>();
  for (const [index, { id: start }] of plan.features.entries()) {
    const loop = loopFrom(start, next, finished);
    if (loop !== null) {
      return { path: `features.${index}.dependsOn`, found: `the loop ${loop.join(' -> ')}`, expected: 'no loop' };
    }
  }
  return null;
}

function loopFrom(
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
  finished: Set<string>,
): readonly string[] | null {
  const trail: { id: string; rest: string[] }[] = [];
  const entered = new Map<string, number>();
  const enter = (id: string): void => {
    entered.set(id, trail.length);
    trail.push({ id, rest: [...(next.get(id) ?? [])].reverse() });
  };
  if (!finished.has(start)) enter(start);
  for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
    const id = top.rest.pop();
    if (id === undefined) {
      finished.add(top.id);
      entered.delete(top.id);
      trail.pop();
    } else if (!finished.has(id)) {
      const at = entered.get(id);
      if (at !== undefined) return [...trail.slice(at).map((step) => step.id), id];
      enter(id);
    }
  }
  return null;
}
