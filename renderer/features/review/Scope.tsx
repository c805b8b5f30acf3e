import { CircleCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Review } from '../../../electron/contract/review.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { markIt } from './merging.ts';

interface ScopeProps {
  readonly review: Review;
  readonly onChange: (since: Review['since']) => void;
}

const SCOPES = [
  { value: 'start', word: 'All of it' },
  { value: 'review', word: 'Since your last review' },
] as const;

/** From where on the work is shown, and that it was reviewed. */
export function Scope({ review, onChange }: ScopeProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const mark = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    await markIt(review);
    setBusy(false);
  };
  useShortcuts({ reviewed: () => void mark() });
  return (
    <div className="flex flex-wrap items-center gap-3">
      {review.reviewed !== null && (
        <Choice label="Scope" hidden options={SCOPES} value={review.since} onChange={onChange} />
      )}
      {review.reviewed === review.shown ? (
        <p className="flex items-center gap-1.5 text-muted">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
          You have reviewed all of this.
        </p>
      ) : (
        <Button disabled={busy} onClick={() => void mark()}>
          {busy ? 'Marking…' : 'Mark as reviewed'}
          <Keys chord={keyOf('reviewed')} />
        </Button>
      )}
    </div>
  );
}
