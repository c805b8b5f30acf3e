import type {
  BoardAssertion,
  BoardFeature,
  BoardMilestone,
  MissionBoard,
} from '../../../../electron/contract/board.ts';
import { assertionsOf } from '../mission/mission-select.ts';

/** One line of the outline. */
export type OutlineRow = { readonly key: string; readonly parent: string | null; readonly level: 1 | 2 | 3 } & (
  | { readonly kind: 'milestone'; readonly milestone: BoardMilestone; readonly children: number }
  | { readonly kind: 'feature'; readonly card: BoardFeature; readonly children: number }
  | { readonly kind: 'assertion'; readonly assertion: BoardAssertion; readonly children: 0 }
);

/** Milestones, their features and their assertions, without what is folded. What names an unknown milestone stands last. */
export function outlineRows(board: MissionBoard, folded: ReadonlySet<string>): OutlineRow[] {
  const known = new Set(board.milestones.map(({ milestoneId }) => milestoneId));
  const lost = board.features.filter(({ feature }) => !known.has(feature.milestoneId));
  return [
    ...board.milestones.flatMap((milestone) => milestoneRows(board, milestone, folded)),
    ...lost.flatMap((card) => featureRows({ board, folded, parent: null }, card)),
  ];
}

function milestoneRows(board: MissionBoard, milestone: BoardMilestone, folded: ReadonlySet<string>): OutlineRow[] {
  const key = `milestone ${milestone.milestoneId}`;
  const cards = board.features.filter(({ feature }) => feature.milestoneId === milestone.milestoneId);
  const rows = cards.flatMap((card) => featureRows({ board, folded, parent: key }, card));
  return [
    { kind: 'milestone', key, parent: null, level: 1, milestone, children: cards.length },
    ...(folded.has(key) ? [] : rows),
  ];
}

interface Around {
  readonly board: MissionBoard;
  readonly folded: ReadonlySet<string>;
  readonly parent: string | null;
}

function featureRows({ board, folded, parent }: Around, card: BoardFeature): OutlineRow[] {
  const key = `feature ${card.feature.id}`;
  const own = assertionsOf(board, card.feature.id);
  const rows = own.map((assertion): OutlineRow => ({
    kind: 'assertion',
    key: `assertion ${assertion.id}`,
    parent: key,
    level: 3,
    assertion,
    children: 0,
  }));
  return [{ kind: 'feature', key, parent, level: 2, card, children: own.length }, ...(folded.has(key) ? [] : rows)];
}

/** Where left leads: fold what is open, else go to the parent. Right: unfold, else go to the first child. */
export function sideways(
  rows: readonly OutlineRow[],
  key: string | null,
  { folded, to }: { folded: ReadonlySet<string>; to: 'left' | 'right' },
): { readonly toggle: string } | { readonly go: string } | undefined {
  const row = rows.find((candidate) => candidate.key === key);
  if (row === undefined) return undefined;
  const isOpen = row.children > 0 && !folded.has(row.key);
  if (to === 'left') return isOpen ? { toggle: row.key } : row.parent === null ? undefined : { go: row.parent };
  if (row.children === 0) return undefined;
  if (!isOpen) return { toggle: row.key };
  const child = rows.find(({ parent }) => parent === row.key);
  return child === undefined ? undefined : { go: child.key };
}

/** The feature that a row is of or about; null for a milestone. */
export function featureOf(row: OutlineRow | undefined): string | null {
  if (row?.kind === 'feature') return row.card.feature.id;
  return row?.kind === 'assertion' ? row.assertion.featureId : null;
}
