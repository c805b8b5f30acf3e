import { CornerDownLeft } from 'lucide-react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import type { Talk } from './select.ts';
import type { Say } from './useSay.ts';

interface SayLineProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly talk: Talk;
  readonly say: Say;
  readonly autoFocus?: boolean;
  /** What was typed was taken. */
  readonly onTaken?: () => void;
  /** Takes the focus back to where it came from. */
  readonly onLeave: () => void;
  /** Buttons behind the line. */
  readonly children?: ReactNode;
}

/** The line in which an agent is answered, or told something: Enter sends it, Esc leaves it. */
export function SayLine({ ref, talk, say, autoFocus, onTaken, onLeave, children }: SayLineProps): ReactNode {
  const { text, setText, busy } = say;
  const send = async (): Promise<void> => {
    if (await say.say(text)) onTaken?.();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <div className="flex items-end gap-1">
      <textarea
        ref={ref}
        rows={1}
        autoFocus={autoFocus}
        aria-label={talk.asks ? 'Answer' : 'Message to the agent'}
        placeholder={talk.invitation}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        className="block field-sizing-content max-h-40 min-h-7 min-w-0 flex-1 resize-none rounded-md border border-line bg-surface px-2 py-1"
      />
      <IconButton
        label={talk.asks ? 'Answer' : 'Send'}
        disabled={busy || text.trim() === ''}
        onClick={() => void send()}
      >
        <CornerDownLeft aria-hidden className="size-4" />
      </IconButton>
      {children}
    </div>
  );
}
