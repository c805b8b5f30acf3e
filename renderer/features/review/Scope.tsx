import { CircleCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Commit, Review } from '../../../electron/contract/review.ts';
import { Age } from '../../ui/Ages.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { markIt } from './merging.ts';
import { ALL_OF_IT, type Part } from './review.ts';

interface ScopeProps {
  readonly review: Review;
  readonly onChange: (part: Part) => void;
}

type Since = Exclude<Review['since'], 'commit'>;

const WORDS: Readonly<Record<Since, string>> = {
  start: 'All of it',
  review: 'Since your last review',
  turn: 'Since the last prompt',
};

/** From where on the work is shown, and that it was reviewed. */
export function Scope({ review, onChange }: ScopeProps): ReactNode {
  const { since, turn, reviewed, commit, commits } = review;
  const hasTurn = turn !== null && turn.why === null;
  const scopes: readonly Since[] = [
    'start',
    ...(reviewed === null ? [] : (['review'] as const)),
    ...(hasTurn ? (['turn'] as const) : []),
  ];
  const show = (value: Since): void => onChange({ since: value, commit: null });
  useShortcuts(hasTurn ? { 'last-turn': () => show(since === 'turn' ? 'start' : 'turn') } : {});
  if (commit !== null) return <CommitNote commit={commit} commits={commits} onChange={onChange} />;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {scopes.length > 1 && (
        <Choice
          label="Scope"
          hidden
          options={scopes.map((value) => ({ value, word: WORDS[value] }))}
          value={since === 'commit' ? 'start' : since}
          onChange={show}
        />
      )}
      {since === 'turn' ? <TurnNote turn={turn} /> : <Mark review={review} />}
      {turn !== null && turn.why !== null && (
        <p className="text-muted wrap-anywhere">Nothing was kept at the last prompt: {turn.why}</p>
      )}
    </div>
  );
}

interface CommitNoteProps {
  readonly commit: Commit;
  /** The newest first. */
  readonly commits: readonly Commit[];
  readonly onChange: (part: Part) => void;
}

/** The commit that is shown alone, its neighbours, and the way back to all. */
function CommitNote({ commit, commits, onChange }: CommitNoteProps): ReactNode {
  const at = commits.findIndex(({ oid }) => oid === commit.oid);
  const [newer, older] = [commits[at - 1], commits[at + 1]];
  const to = (other: Commit | undefined) => () => {
    if (other !== undefined) onChange({ since: 'commit', commit: other.oid });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2" role="group" aria-label="One commit">
      <p className="min-w-0 flex-1 basis-80 wrap-anywhere">
        <span className="text-muted">Only the commit </span>
        <code className="font-mono text-code text-muted" title={commit.oid}>
          {commit.oid.slice(0, 10)}
        </code>{' '}
        {commit.subject}
        <span className="text-muted">
          {' '}
          · {commit.author} · <Age at={commit.at} /> ago
        </span>
      </p>
      <div className="flex flex-wrap gap-1.5">
        <Button disabled={older === undefined} onClick={to(older)}>
          Older
        </Button>
        <Button disabled={newer === undefined} onClick={to(newer)}>
          Newer
        </Button>
        <Button onClick={() => onChange(ALL_OF_IT)}>All of it</Button>
      </div>
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
