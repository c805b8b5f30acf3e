import type { ReactNode } from 'react';
import type { PlacedComment } from '../../../../electron/contract/comments.ts';
import { cx } from '../../../ui/cx.ts';
import { Fold } from '../../../ui/Fold.tsx';
import { patchLines } from '../diff/patch-select.ts';

/** What changed around a comment’s lines since it was made. */
export function SinceThen({ comment: { state, since } }: { readonly comment: PlacedComment }): ReactNode {
  if (since === null) return null;
  if (since === '') return <p className="mt-1.5 text-small text-muted">Nothing changed there since it was made.</p>;
  return (
    <Fold
      key={state}
      open={state === 'answered'}
      className="mt-1.5"
      title={<span className="text-small">What changed there since it was made</span>}
    >
      <Excerpt label="What changed there since it was made" patch={since} />
    </Fold>
  );
}

/** How the lines read that a comment is about, where they are not shown. */
export function OldLines({ comment: { anchor, spot } }: { readonly comment: PlacedComment }): ReactNode {
  return (
    <div
      role="group"
      aria-label="Its lines, as they were"
      tabIndex={0}
      className="focus-inset mt-1.5 max-h-40 overflow-auto rounded-md border border-line bg-surface py-1 font-mono text-code text-muted"
    >
      {anchor.quoted.map((line, index) => (
        <p key={index} className="flex px-2 whitespace-pre-wrap">
          <span aria-hidden className="tabular w-10 shrink-0 pr-2 text-right select-none">
            {spot.from + index}
          </span>
          <span className="min-w-0 flex-1 wrap-anywhere">{line}</span>
        </p>
      ))}
    </div>
  );
}

const COLOURS = { added: 'bg-accent-soft text-ink', removed: 'bg-bad-soft text-ink' } as const;
const SIGNS = { added: '+', removed: '−' } as const;
const WORDS = { added: 'added: ', removed: 'removed: ' } as const;

function Excerpt({ label, patch }: { readonly label: string; readonly patch: string }): ReactNode {
  return (
    <div
      role="group"
      aria-label={label}
      tabIndex={0}
      className="focus-inset mt-1 max-h-60 overflow-auto rounded-md border border-line bg-surface py-1 font-mono text-code"
    >
      {patchLines(patch).map(({ kind, text }, index) => {
        const changed = kind === 'added' || kind === 'removed' ? kind : undefined;
        return (
          <p
            key={index}
            className={cx('flex px-2 whitespace-pre-wrap', changed === undefined ? 'text-muted' : COLOURS[changed])}
          >
            <span aria-hidden className="w-4 shrink-0 select-none">
              {changed !== undefined && SIGNS[changed]}
            </span>
            {changed !== undefined && <span className="sr-only">{WORDS[changed]}</span>}
            <span className="min-w-0 flex-1 wrap-anywhere">{text}</span>
          </p>
        );
      })}
    </div>
  );
}
