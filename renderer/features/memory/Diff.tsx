import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import type { DiffLine } from './diff-select.ts';

const LOOKS: Readonly<Record<DiffLine['kind'], { sign: string; word: string; colour: string }>> = {
  same: { sign: ' ', word: '', colour: 'text-muted' },
  added: { sign: '+', word: 'added: ', colour: 'bg-accent-soft text-ink' },
  removed: { sign: '−', word: 'removed: ', colour: 'bg-bad-soft text-ink' },
};

/** What goes and what comes, line by line. */
export function Diff({ lines }: { readonly lines: readonly DiffLine[] }): ReactNode {
  return (
    <div
      role="group"
      aria-label="Difference"
      tabIndex={0}
      className="focus-inset max-h-60 overflow-y-auto rounded-md border border-line font-mono text-code"
    >
      {lines.map(({ kind, text }, index) => {
        const { sign, word, colour } = LOOKS[kind];
        return (
          <p key={index} data-diff={kind} className={cx('flex gap-2 px-2 whitespace-pre-wrap', colour)}>
            <span aria-hidden className="select-none">
              {sign}
            </span>
            {word !== '' && <span className="sr-only">{word}</span>}
            <span className="min-w-0 break-words">{text === '' ? ' ' : text}</span>
          </p>
        );
      })}
    </div>
  );
}
