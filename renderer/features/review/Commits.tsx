import type { ReactNode } from 'react';
import type { Commit } from '../../../electron/contract/review.ts';
import { Age } from '../../ui/Ages.tsx';
import { cx } from '../../ui/cx.ts';
import { count } from '../../ui/format.ts';
import { Fold } from '../../ui/Fold.tsx';

const MOST = 200;

interface CommitsProps {
  readonly commits: readonly Commit[];
  /** The id of the one that is shown alone; null: none is. */
  readonly shown: string | null;
  readonly onChoose: (oid: string) => void;
}

/** The commits since the container's start, newest first: each can be shown alone. */
export function Commits({ commits, shown, onChoose }: CommitsProps): ReactNode {
  const [newest] = commits;
  if (newest === undefined) return <p className="text-muted">Nothing is committed since its start.</p>;
  return (
    <Fold
      title={
        <span className="min-w-0 truncate">
          {count(commits.length, 'commit')}, the newest: <span className="text-ink">{newest.subject}</span>
        </span>
      }
    >
      <ol
        className="mt-1 max-h-60 overflow-y-auto rounded-md border border-line py-1"
        aria-label="Commits"
        tabIndex={0}
      >
        {commits.slice(0, MOST).map(({ oid, subject, author, at }) => (
          <li key={oid}>
            <button
              type="button"
              aria-current={oid === shown ? true : undefined}
              title={`Show this commit alone: ${oid}`}
              onClick={() => onChoose(oid)}
              className={cx(
                'focus-inset flex w-full items-baseline gap-3 px-3 py-0.5 text-left hover:bg-hover',
                oid === shown && 'bg-accent-soft',
              )}
            >
              <code className="shrink-0 font-mono text-code text-muted">{oid.slice(0, 10)}</code>
              <span className="min-w-0 flex-1 wrap-anywhere">{subject}</span>
              <span className="max-w-32 shrink-0 truncate text-muted">{author}</span>
              <span className="tabular w-10 shrink-0 text-right text-muted">
                <Age at={at} />
              </span>
            </button>
          </li>
        ))}
        {commits.length > MOST && (
          <li className="px-3 py-1 text-muted">
            The newest {MOST} of {count(commits.length, 'commit')}.
          </li>
        )}
      </ol>
    </Fold>
  );
}
