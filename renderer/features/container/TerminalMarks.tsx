import { ArrowDown, Scaling } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { count } from '../../ui/format.ts';
import type { KeptTerminal } from './kept.ts';
import { otherSize } from './terminalWords.ts';

/** What stands in a corner of the terminal: that it is scrolled, or that another window decides its size. */
export function TerminalMarks({ kept }: { readonly kept: KeptTerminal }): ReactNode {
  const { scrolled, drawn, own, attached, refused } = useStore(kept.state);
  const other = attached.state === 'open' ? otherSize(drawn, own) : undefined;
  const back = (): void => {
    kept.screen.term.scrollToBottom();
    kept.screen.term.focus();
  };
  return (
    <div className="pointer-events-none absolute right-5 bottom-3 flex flex-col items-end gap-2 text-small">
      {refused && (
        <Mark onClick={() => kept.state.setState({ refused: false })}>
          The browser keeps its clipboard to itself: paste with the keys
        </Mark>
      )}
      {other !== undefined && (
        <Mark onClick={() => kept.screen.term.focus()}>
          <Scaling aria-hidden className="size-3.5 shrink-0" />
          {other}
        </Mark>
      )}
      {scrolled > 0 && (
        <Mark onClick={back}>
          <ArrowDown aria-hidden className="size-3.5 shrink-0" />
          {count(scrolled, 'line')} above the end: typing returns there
        </Mark>
      )}
    </div>
  );
}

function Mark({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }): ReactNode {
  return (
    <button
      type="button"
      onClick={onClick}
      className="pointer-events-auto flex items-center gap-1.5 rounded-full border border-line bg-raised px-3 py-1 text-ink shadow-float hover:bg-hover"
    >
      {children}
    </button>
  );
}
