import { memo } from 'react';
import { cx } from '../../ui/cx.ts';
import type { PatchLine } from './patch-select.ts';

const LOOKS: Readonly<Record<PatchLine['kind'], { sign: string; word: string; colour: string }>> = {
  same: { sign: ' ', word: '', colour: 'text-muted' },
  added: { sign: '+', word: 'added: ', colour: 'bg-accent-soft text-ink' },
  removed: { sign: '−', word: 'removed: ', colour: 'bg-bad-soft text-ink' },
  hunk: { sign: '', word: '', colour: 'bg-chrome text-muted border-y border-line/70' },
  note: { sign: '', word: '', colour: 'text-muted italic' },
};

/** Minified files have lines of a million characters. */
const MOST_CHARACTERS = 2000;

/** A line of a diff with its numbers. Few nodes, because a thousand of them are drawn. */
export const DiffLine = memo(function DiffLine({ line: { kind, text, before, after } }: { readonly line: PatchLine }) {
  const { sign, word, colour } = LOOKS[kind];
  const left = text.length - MOST_CHARACTERS;
  return (
    <p data-diff={kind} className={cx('flex whitespace-pre-wrap', colour)}>
      <span aria-hidden className="tabular w-10 shrink-0 pr-2 text-right text-muted select-none">
        {before}
      </span>
      <span aria-hidden className="tabular w-10 shrink-0 pr-2 text-right text-muted select-none">
        {after}
      </span>
      <span aria-hidden className="w-4 shrink-0 select-none">
        {sign}
      </span>
      {word !== '' && <span className="sr-only">{word}</span>}
      <span className="min-w-0 flex-1 pr-4 wrap-anywhere">
        {left > 0 ? text.slice(0, MOST_CHARACTERS) : text}
        {left > 0 && <em className="text-muted"> … and {left.toLocaleString('en')} characters more</em>}
      </span>
    </p>
  );
});
