import { CircleCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Review } from '../../../electron/contract/review.ts';
import { Age } from '../../ui/Ages.tsx';
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

const WORDS: Readonly<Record<Review['since'], string>> = {
  start: 'All of it',
  review: 'Since your last review',
  turn: 'Since the last prompt',
};

/** From where on the work is shown, and that it was reviewed. */
export function Scope({ review, onChange }: ScopeProps): ReactNode {
  const { since, turn, reviewed } = review;
  const hasTurn = turn !== null && turn.why === null;
  const scopes: readonly Review['since'][] = [
    'start',
    ...(reviewed === null ? [] : (['review'] as const)),
    ...(hasTurn ? (['turn'] as const) : []),
  ];
  useShortcuts(hasTurn ? { 'last-turn': () => onChange(since === 'turn' ? 'start' : 'turn') } : {});
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {scopes.length > 1 && (
        <Choice
          label="Scope"
          hidden
          options={scopes.map((value) => ({ value, word: WORDS[value] }))}
          value={since}
          onChange={onChange}
        />
      )}
      {since === 'turn' ? <TurnNote turn={turn} /> : <Mark review={review} />}
      {turn !== null && turn.why !== null && (
        <p className="text-muted wrap-anywhere">Nothing was kept at the last prompt: {turn.why}</p>
      )}
    </div>
  );
}

/** Which prompt it was. What is shown is a part, so it is not what a review would mark. */
function TurnNote({ turn }: Pick<Review, 'turn'>): ReactNode {
  if (turn === null) return null;
  return (
    <p className="min-w-0 text-muted wrap-anywhere">
      The prompt came <Age at={turn.at} /> ago.
      {turn.late && ' Its agent did not wait until all was kept: its first changes may be missing here.'}
    </p>
  );
}

function Mark({ review }: Pick<ScopeProps, 'review'>): ReactNode {
  const [busy, setBusy] = useState(false);
  const mark = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    await markIt(review);
    setBusy(false);
  };
  useShortcuts({ reviewed: () => void mark() });
  if (review.reviewed === review.shown)
    return (
      <p className="flex items-center gap-1.5 text-muted">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
        You have reviewed all of this.
      </p>
    );
  return (
    <Button disabled={busy} onClick={() => void mark()}>
      {busy ? 'Marking…' : 'Mark as reviewed'}
      <Keys chord={keyOf('reviewed')} />
    </Button>
  );
}
