import { CircleStop, CornerDownLeft } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { create } from 'zustand';
import type { Container } from '../../../electron/contract/containers.ts';
import { IconButton } from '../../ui/Button.tsx';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { Choices } from './Choices.tsx';
import { talkOf } from './select.ts';
import { answerIt, interruptIt, sendIt } from './talk.ts';
import { Waiting } from './Waiting.tsx';

/** What was begun to be said to each container's agent: it outlives a look elsewhere. */
const useDrafts = create<Readonly<Record<string, string>>>(() => ({}));

interface TalkBarProps {
  readonly container: Container;
  /** Takes the focus back to where it came from. */
  readonly onLeave: () => void;
}

/** What an agent asks, with its choices, and a line to answer or to tell it something. */
export function TalkBar({ container, onLeave }: TalkBarProps): ReactNode {
  const talk = talkOf(container);
  const line = useRef<HTMLTextAreaElement>(null);
  const choices = useRef<HTMLDivElement>(null);
  const { name } = container;
  const text = useDrafts((drafts) => drafts[name] ?? '');
  const setText = (next: string): void => useDrafts.setState({ [name]: next });
  const [busy, setBusy] = useState(false);
  useShortcuts({
    ...(talk === undefined ? {} : { talk: () => (choices.current?.querySelector('button') ?? line.current)?.focus() }),
    ...(talk?.canInterrupt === true ? { interrupt: () => void interruptIt(container) } : {}),
  });
  if (talk === undefined) return null;
  const say = async (words: string): Promise<void> => {
    if (words.trim() === '' || busy) return;
    setBusy(true);
    const isTaken = await (talk.asks ? answerIt : sendIt)(container, words);
    setBusy(false);
    if (isTaken) setText('');
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onLeave();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void say(text);
  };
  return (
    <section aria-label="Talk to the agent" className="shrink-0 border-t border-line bg-chrome px-4 py-2">
      {talk.asks && (
        <Choices
          ref={choices}
          question={container.attention?.text ?? 'It asks:'}
          choices={talk.choices}
          disabled={busy}
          onChoose={(number) => void say(String(number))}
        />
      )}
      <Waiting container={container} />
      <div className="flex items-end gap-1">
        <textarea
          ref={line}
          rows={1}
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
          onClick={() => void say(text)}
        >
          <CornerDownLeft aria-hidden className="size-4" />
        </IconButton>
        {talk.canInterrupt && (
          <IconButton label="Interrupt" keys={keyOf('interrupt')} onClick={() => void interruptIt(container)}>
            <CircleStop aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
    </section>
  );
}
