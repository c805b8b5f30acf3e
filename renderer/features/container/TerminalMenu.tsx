import { type ReactNode, useCallback, useState, useSyncExternalStore } from 'react';
import { ActionMenu } from '../../ui/Menu.tsx';
import { useOffers } from '../shortcuts/useOffers.ts';
import type { KeptTerminal } from './kept.ts';
import { COPY_KEYS, PASTE_KEYS } from './screenKeys.ts';

/** Where the pointer was, in the window. */
export interface MenuPoint {
  readonly x: number;
  readonly y: number;
}

interface TerminalMenuProps {
  readonly kept: KeptTerminal;
  /** Null while it is closed. */
  readonly at: MenuPoint | null;
  readonly onClose: () => void;
}

/** What can be done in a terminal with the mouse, at the pointer. */
export function TerminalMenu({ kept, at, onClose }: TerminalMenuProps): ReactNode {
  const [anchor, setAnchor] = useState<HTMLSpanElement | null>(null);
  const { screen } = kept;
  const isSelected = useSelected(kept);
  const paste = (): Promise<void> =>
    navigator.clipboard.readText().then(
      (text) => kept.paste(text),
      () => kept.state.setState({ refused: true }),
    );
  const lines = [
    { label: 'Copy', keys: COPY_KEYS, disabled: !isSelected, run: () => screen.copy() },
    { label: 'Paste', keys: PASTE_KEYS, run: () => void paste() },
    { label: 'Select all', run: () => screen.term.selectAll() },
    null,
    { label: 'Find…', keys: 'ctrl+shift+f', run: () => kept.state.setState({ finding: true }) },
  ];
  useOffers(lines.map((line) => line && { ...line, label: `Terminal: ${line.label.toLowerCase()}` }));
  if (at === null) return null;
  return (
    <>
      <span ref={setAnchor} className="fixed size-0" style={{ left: at.x, top: at.y }} />
      {anchor !== null && (
        <ActionMenu
          label="Terminal"
          open
          onOpenChange={(open) => !open && onClose()}
          anchor={anchor}
          back={() => screen.term.textarea ?? null}
          lines={lines}
        />
      )}
    </>
  );
}

/** Whether something in the terminal is selected. */
function useSelected({ screen: { term } }: KeptTerminal): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const listening = term.onSelectionChange(changed);
      return () => listening.dispose();
    },
    [term],
  );
  return useSyncExternalStore(subscribe, () => term.hasSelection());
}
