import type { BoardFeature, MissionBoard } from '../../../../electron/contract/board.ts';
import { takesAgents } from '../../../../electron/contract/launches.ts';
import { type Progress, progressOf } from '../mission/mission-select.ts';

export const COLUMNS = ['pending', 'ready', 'active', 'review', 'done', 'blocked'] as const;
export type ColumnId = (typeof COLUMNS)[number];

export const COLUMN_WORDS: Readonly<Record<ColumnId, string>> = {
  pending: 'Pending',
  ready: 'Ready',
  active: 'In progress',
  review: 'Review',
  done: 'Done',
  blocked: 'Blocked',
};

export interface Column {
  readonly id: ColumnId;
  readonly cards: readonly BoardFeature[];
}

/** The features by state. Ready is computed: pending, and everything it depends on is done. */
export function columnsOf({ features, milestones }: Pick<MissionBoard, 'features' | 'milestones'>): Column[] {
  const order = new Map(milestones.map(({ milestoneId }, index) => [milestoneId, index]));
  const place = ({ feature }: BoardFeature): number => order.get(feature.milestoneId) ?? milestones.length;
  const sorted = features.toSorted((a, b) => place(a) - place(b));
  return COLUMNS.map((id) => ({ id, cards: sorted.filter((card) => columnOf(card) === id) }));
}

/** The column that a feature stands in. */
export function columnOf({ feature, ready }: BoardFeature): ColumnId {
  switch (feature.status) {
    case 'pending':
      return ready ? 'ready' : 'pending';
    case 'assigned':
    case 'in-progress':
      return 'active';
    case 'review':
    case 'done':
    case 'blocked':
      return feature.status;
  }
}

/** The feature whose launch is the next step of a mission: the first that is ready, once the mission is approved. */
export function nextLaunch(board: Pick<MissionBoard, 'mission' | 'features' | 'milestones'>): BoardFeature | undefined {
  if (!takesAgents(board.mission.status)) return undefined;
  return columnsOf(board).find(({ id }) => id === 'ready')?.cards[0];
}

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/** The card that the cursor goes to. Sideways it keeps its height and skips columns without cards. */
export function cardAt(columns: readonly Column[], current: string | null, direction: Direction): string | null {
  const filled = columns.filter(({ cards }) => cards.length > 0);
  const x = filled.findIndex(({ cards }) => cards.some(({ feature }) => feature.id === current));
  const ids = (filled[Math.max(0, x)]?.cards ?? []).map(({ feature }) => feature.id);
  if (x === -1 || current === null) return ids[0] ?? null;
  const y = ids.indexOf(current);
  switch (direction) {
    case 'up':
      return ids[Math.max(0, y - 1)] ?? null;
    case 'down':
      return ids[Math.min(ids.length - 1, y + 1)] ?? null;
    case 'first':
      return ids[0] ?? null;
    case 'last':
      return ids.at(-1) ?? null;
    case 'left':
    case 'right': {
      const beside = filled[x + (direction === 'left' ? -1 : 1)]?.cards;
      if (beside === undefined) return current;
      return beside[Math.min(beside.length - 1, y)]?.feature.id ?? current;
    }
  }
}

/** How far the mission is, from its own files. */
export function boardProgress({ features, assertions }: Pick<MissionBoard, 'features' | 'assertions'>): Progress {
  const done = features.filter(({ feature }) => feature.status === 'done').length;
  const settled = assertions.filter(({ result }) => result === 'passed' || result === 'waived').length;
  return progressOf({
    features: { done, total: features.length },
    assertions: { settled, total: assertions.length },
  });
}
