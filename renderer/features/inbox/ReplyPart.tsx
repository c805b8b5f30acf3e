import { type ReactNode, useRef } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { SayLine } from '../talk/SayLine.tsx';
import { talkOf } from '../talk/select.ts';
import { useSay } from '../talk/useSay.ts';
import { Waiting } from '../talk/Waiting.tsx';
import type { InboxItem } from './inbox-item.ts';

interface ReplyPartProps {
  readonly item: InboxItem;
  readonly onLeave: () => void;
}

/** A line to its agent, in place. */
export function ReplyPart({ item: { subject }, onLeave }: ReplyPartProps): ReactNode {
  return subject.kind === 'container' ? <Line container={subject.container} onLeave={onLeave} /> : null;
}

function Line({ container, onLeave }: { readonly container: Container; readonly onLeave: () => void }): ReactNode {
  const line = useRef<HTMLTextAreaElement>(null);
  const say = useSay(container);
  const talk = talkOf(container);
  if (talk === undefined) return null;
  return (
    <div className="mt-1.5 max-w-160">
      <Waiting container={container} />
      <SayLine ref={line} talk={talk} say={say} autoFocus onTaken={onLeave} onLeave={onLeave} />
    </div>
  );
}
