import { X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Message } from '../../../electron/contract/talk.ts';
import { ask } from '../../client/ask.ts';
import { IconButton } from '../../ui/Button.tsx';
import { firstLine } from '../../ui/format.ts';
import { takeBack } from './talk.ts';

/** What waits until the agent can take it; each can be taken back. */
export function Waiting({ container }: { readonly container: Container }): ReactNode {
  const waiting = useWaiting(container);
  if (waiting.length === 0) return null;
  return (
    <ul aria-label="Waits for the agent" className="mb-2 max-h-24 space-y-1 overflow-y-auto">
      {waiting.map((message) => (
        <li key={message.id} className="flex items-center gap-2 text-small text-muted">
          <span className="shrink-0">Waits:</span>
          <span className="min-w-0 flex-1 truncate" title={message.text}>
            {firstLine(message.text)}
          </span>
          <IconButton label="Take it back" onClick={() => void takeBack(container.name, message)}>
            <X aria-hidden className="size-3.5" />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

/** The container says how many wait; what they are is asked for when that changes. */
function useWaiting({ name, messages = 0 }: Container): readonly Message[] {
  const [waiting, setWaiting] = useState<readonly Message[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void ask((client) => client.talk.messages({ name })).then((answer) => {
      if (isCurrent && answer.ok) setWaiting(answer.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [name, messages]);
  return messages === 0 ? [] : waiting;
}
