import { MessageSquare } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { isWaiting, type PlacedComment } from '../../../../electron/contract/comments.ts';
import type { Container } from '../../../../electron/contract/containers.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { count } from '../../../ui/format.ts';
import { Keys } from '../../../ui/Keys.tsx';
import { keyOf } from '../../shortcuts/shortcuts.ts';
import { useShortcuts } from '../../shortcuts/useShortcuts.ts';
import { sendComments } from './comments.ts';

/** What waits to be sent to an agent. */
export interface Waiting {
  readonly comments: readonly PlacedComment[];
  readonly busy: boolean;
  readonly send: () => void;
}

/** Sends what waits, by key too; once, however often it is asked for. */
export function useWaiting(container: Container, all: readonly PlacedComment[]): Waiting {
  const [busy, setBusy] = useState(false);
  const comments = all.filter(isWaiting);
  const sendAll = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    await sendComments(container);
    setBusy(false);
  };
  const send = (): void => void sendAll();
  useShortcuts(comments.length > 0 ? { 'send-comments': send } : {});
  return { comments, busy, send };
}

/** Where a window is too low for a bar of its own, it stands before the work. */
const PLACES = {
  bar: 'flex border-t px-4 [@media(max-height:30rem)]:hidden',
  inline: 'hidden rounded-lg border px-3 [@media(max-height:30rem)]:flex',
} as const;

interface TrayProps {
  readonly waiting: Waiting;
  readonly place: keyof typeof PLACES;
}

/** The comments that wait, and the one button that makes one prompt of all of them. */
export function Tray({ waiting: { comments, busy, send }, place }: TrayProps): ReactNode {
  if (comments.length === 0) return null;
  const failed = comments.find(({ problem }) => problem !== null)?.problem ?? null;
  return (
    <section
      aria-label="Comments to send"
      className={cx('shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line bg-accent-soft py-2', PLACES[place])}
    >
      <span className="flex items-center gap-2 font-medium">
        <MessageSquare aria-hidden className="size-4 shrink-0 text-accent" />
        {count(comments.length, 'comment')}
      </span>
      <span className="min-w-0 flex-1 text-small wrap-anywhere text-muted">
        {failed === null ? 'They go to the agent as one prompt, as soon as it can take it.' : `Not sent: ${failed}`}
      </span>
      <Button look="primary" disabled={busy} onClick={send}>
        {busy ? 'Sending…' : 'Send to agent'}
        <Keys chord={keyOf('send-comments')} />
      </Button>
    </section>
  );
}
