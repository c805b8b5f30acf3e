import type { Feature } from '../../../contract/features.ts';
import { fail } from '../../errors.ts';
import type { Project } from '../records/project.ts';
import type { Before } from './base.ts';
import { launchesOf } from './store.ts';
import { copiesOf } from './tournament-rules.ts';

/**
 * The features right before this one whose work an agent of ours did, and what an earlier agent did for this one. What
 * people did by hand is in the project. After a tournament that nobody won, the next agent begins anew. TOURNAMENT_OPEN
 * where nobody has said which of several works another feature's is.
 */
export function beforesOf(project: Project, feature: Feature, features: readonly Feature[]): Before[] {
  const mission = feature.missionId;
  return [...feature.dependsOn, feature.id].flatMap((id) => {
    const launches = launchesOf(project, mission, id);
    const copies = copiesOf(launches);
    const isOwn = id === feature.id;
    if (copies.length > 0 && isOwn) return [];
    if (copies.length > 0) throw isOpen({ mission, feature: id }, copies.length);
    const last = launches.findLast(({ container }) => container !== null);
    const title = features.find((other) => other.id === id)?.title ?? id;
    if (last === undefined || last.container === null) return [];
    return [{ ...last, mission, feature: id, title, container: last.container, isOwn }];
  });
}

/** Nobody has picked one of the copies of a feature. */
export function isOpen(
  { mission, feature }: { readonly mission: string; readonly feature: string },
  copies: number,
): Error {
  return fail('TOURNAMENT_OPEN', `${copies} copies of ${feature} compete, and none is picked.`, {
    hints: [
      `Compare them: maestro feature scores ${feature} --mission ${mission}`,
      `Then: maestro feature pick ${feature} --mission ${mission} --copy NAME`,
    ],
  });
}
