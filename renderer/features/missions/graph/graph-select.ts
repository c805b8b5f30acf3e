import type { BoardFeature, MissionBoard } from '../../../../electron/contract/board.ts';
import type { Drawing } from './graph-layout.ts';
import { type Status, STATUS_WORDS } from '../mission/mission-select.ts';

/** What is drawn of a mission. */
export function drawingOf({ features, milestones }: Pick<MissionBoard, 'features' | 'milestones'>): Drawing {
  return {
    lanes: milestones.map(({ milestoneId }) => milestoneId),
    features: features.map(({ feature }) => ({
      id: feature.id,
      lane: feature.milestoneId,
      dependsOn: feature.dependsOn,
    })),
  };
}

/** The status of a feature as a graph shows it: a pending one is ready or waits. */
export function statusOf({ feature, ready }: Pick<BoardFeature, 'feature' | 'ready'>): Status {
  return ready ? 'ready' : feature.status;
}

/** Its word: `Waits for 2` says more than `Pending`. */
export function statusWord(card: Pick<BoardFeature, 'feature' | 'ready' | 'blockedBy'>): string {
  const waits = card.feature.status === 'pending' && card.blockedBy.length > 0;
  return waits ? `Waits for ${card.blockedBy.length}` : STATUS_WORDS[statusOf(card)];
}

/** The feature to look at first where not all fits: the one under way, else one that is ready. */
export function firstSight(features: readonly BoardFeature[]): string | undefined {
  const active = features.find(({ feature }) => ['in-progress', 'assigned', 'review'].includes(feature.status));
  return (active ?? features.find(({ ready }) => ready) ?? features[0])?.feature.id;
}
