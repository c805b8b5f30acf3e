import type { ReactNode } from 'react';
import type { Commit } from '../../../electron/contract/review.ts';
import { Age } from '../../ui/Ages.tsx';
import { count } from '../../ui/format.ts';
import { Fold } from '../../ui/Fold.tsx';

const MOST = 200;

/** The commits since the container's start, newest first. */
export function Commits({ commits }: { readonly commits: readonly Commit[] }): ReactNode {
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
          <li key={oid} className="flex items-baseline gap-3 px-3 py-0.5">
            <code className="shrink-0 font-mono text-code text-muted" title={oid}>
              {oid.slice(0, 10)}
            </code>
            <span className="min-w-0 flex-1 wrap-anywhere">{subject}</span>
            <span className="max-w-32 shrink-0 truncate text-muted">{author}</span>
            <span className="tabular w-10 shrink-0 text-right text-muted">
              <Age at={at} />
            </span>
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
