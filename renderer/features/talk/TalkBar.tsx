import { CircleStop } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { IconButton } from '../../ui/Button.tsx';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { Choices } from './Choices.tsx';
import { SayLine } from './SayLine.tsx';
import { talkOf } from './select.ts';
import { interruptIt } from './talk.ts';
import { useSay } from './useSay.ts';
import { Waiting } from './Waiting.tsx';

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
  const say = useSay(container);
  useShortcuts({
    ...(talk === undefined ? {} : { talk: () => (choices.current?.querySelector('button') ?? line.current)?.focus() }),
    ...(talk?.canInterrupt === true ? { interrupt: () => void interruptIt(container) } : {}),
  });
  if (talk === undefined) return null;
  return (
    <section
      aria-label="Talk to the agent"
      data-coach="talk"
      className="shrink-0 border-t border-line bg-chrome px-4 py-2"
    >
      {talk.asks && (
        <Choices
          ref={choices}
          question={container.attention?.text ?? 'It asks:'}
          choices={talk.choices}
          disabled={say.busy}
          onChoose={(number) => void say.say(String(number))}
        />
      )}
      <Waiting container={container} />
      <SayLine ref={line} talk={talk} say={say} onLeave={onLeave}>
        {talk.canInterrupt && (
          <IconButton label="Interrupt" keys={keyOf('interrupt')} onClick={() => void interruptIt(container)}>
            <CircleStop aria-hidden className="size-4" />
          </IconButton>
        )}
      </SayLine>
    </section>
  );
}
