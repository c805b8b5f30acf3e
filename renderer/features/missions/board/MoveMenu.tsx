import { type ReactNode, useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { BoardFeature } from '../../../../electron/contract/board.ts';
import type { FeatureStatus } from '../../../../electron/contract/features.ts';
import { useOffers } from '../../shortcuts/useOffers.ts';
import { ActionMenu, type MenuLine } from '../../../ui/Menu.tsx';
import { moveFeature } from '../mission/actions.ts';
import { said } from '../mission/said-select.ts';
import { featureVerb } from '../mission/verb-select.ts';
import { cardId } from './Card.tsx';
import { openDialog } from '../mission/dialogs.ts';
import { canLaunch } from '../mission/launch-select.ts';
import type { MissionParts } from '../mission/missionParts.ts';

/** The feature whose move menu is open; a closed menu still knows it, so that it can leave the screen where it stood. */
const useMoveMenu = create<{ readonly open: boolean; readonly feature: string | null }>(() => ({
  open: false,
  feature: null,
}));

/** Opens the menu at the feature’s card or line. */
export function openMoveMenu(feature: string): void {
  useMoveMenu.setState({ open: true, feature });
}

/** The moves that a feature may make, at its card or line. */
export function MoveMenu(parts: MissionParts): ReactNode {
  const { open, feature } = useMoveMenu();
  const card = parts.board.features.find((one) => one.feature.id === feature);
  const chosen = parts.board.features.find((one) => one.feature.id === parts.current);
  const lines = chosen === undefined ? [] : moveLines(parts, chosen);
  useOffers(lines.map((line) => line && { ...line, label: `${parts.current ?? ''}: ${line.label}` }));
  useClosedByMove(feature, card?.feature.status);
  const cardOf = (): HTMLElement | null => (feature === null ? null : document.getElementById(cardId(feature)));
  const anchor = cardOf() ?? document.activeElement;
  return (
    <ActionMenu
      label="Move"
      open={open && card !== undefined}
      anchor={anchor}
      back={cardOf}
      onOpenChange={(next) => {
        if (!next) useMoveMenu.setState({ open: false });
      }}
      lines={card === undefined ? [] : moveLines(parts, card)}
    />
  );
}

/** Somebody else moved the feature while its menu was open: the menu spoke of moves that do not exist any more. */
function useClosedByMove(feature: string | null, status: FeatureStatus | undefined): void {
  const seen = useRef({ feature, status });
  useEffect(() => {
    const { current: before } = seen;
    seen.current = { feature, status };
    if (before.feature === feature && before.status !== status) useMoveMenu.setState({ open: false });
  }, [feature, status]);
}

function moveLines(parts: MissionParts, card: BoardFeature): (MenuLine | null)[] {
  const { feature, moves } = card;
  if (moves.length === 0) return [{ label: 'Done is final. Show details', run: () => parts.show(feature.id) }];
  const launch = canLaunch(parts.board, card)
    ? [
        { label: 'Launch container…', run: () => parts.launch(feature) },
        { label: 'Launch several…', run: () => openDialog({ kind: 'copies', feature: feature.id }) },
        null,
      ]
    : [];
  return [...launch, ...statusLines(parts, card)];
}

function statusLines({ here, write }: MissionParts, { feature, moves }: BoardFeature): MenuLine[] {
  return moves.map((status) => {
    const sendsBack = status === 'pending' && feature.status === 'review';
    return {
      label: `${featureVerb(feature.status, status)}${sendsBack ? '…' : ''}`,
      run: () => {
        if (sendsBack) openDialog({ kind: 'send-back', feature: feature.id });
        else void write.run(said.feature(feature.id, status), moveFeature(here, { feature: feature.id, status }));
      },
    };
  });
}
