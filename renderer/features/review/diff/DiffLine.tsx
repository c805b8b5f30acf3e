import { memo, type ReactNode } from 'react';
import { cx } from '../../../ui/cx.ts';
import type { PatchLine } from './patch-select.ts';
import type { Piece, TokenKind } from './token-select.ts';

const LOOKS: Readonly<Record<PatchLine['kind'], { sign: string; word: string; colour: string }>> = {
  same: { sign: ' ', word: '', colour: 'text-muted' },
  added: { sign: '+', word: 'added: ', colour: 'bg-accent-soft text-ink' },
  removed: { sign: '−', word: 'removed: ', colour: 'bg-bad-soft text-ink' },
  hunk: { sign: '', word: '', colour: 'bg-chrome text-muted border-y border-line/70' },
  note: { sign: '', word: '', colour: 'text-muted italic' },
};

/** Minified files have lines of a million characters. */
const MOST_CHARACTERS = 2000;

interface DiffLineProps {
  readonly line: PatchLine;
  /** Its place in the difference. */
  readonly at: number;
  /** Keys act on it. */
  readonly isCurrent: boolean;
  /** It is one of those that a comment would be about. */
  readonly isPicked: boolean;
  /** How its text is drawn; without them it is plain. */
  readonly pieces?: readonly Piece[] | undefined;
  /** Where both sides stand beside each other: the one that this is. */
  readonly side?: 'old' | 'new';
}

/** The line that keys act on. */
export const LINE_ID = 'review-line';

/** A line of a diff with its numbers. Few nodes, because a thousand of them are drawn. */
export const DiffLine = memo(function DiffLine(props: DiffLineProps): ReactNode {
  const { line, at, isCurrent, isPicked, pieces, side } = props;
  const { kind, text, before, after } = line;
  const { sign, word, colour } = LOOKS[kind];
  const left = text.length - MOST_CHARACTERS;
  return (
    <p
      data-diff={kind}
      data-at={at}
      {...(isCurrent && { id: LINE_ID, tabIndex: 0, 'data-roving': true })}
      className={cx(
        'focus-inset group/line flex whitespace-pre-wrap',
        colour,
        isPicked && 'shadow-[inset_3px_0_0_var(--color-accent)]',
      )}
    >
      {side !== 'new' && <Number value={before} pickable={kind === 'removed'} />}
      {side !== 'old' && <Number value={after} pickable={kind === 'added' || kind === 'same'} />}
      <span aria-hidden className="w-4 shrink-0 select-none">
        {sign}
      </span>
      {word !== '' && <span className="sr-only">{word}</span>}
      <span className="min-w-0 flex-1 pr-4 wrap-anywhere">
        {pieces === undefined ? text.slice(0, MOST_CHARACTERS) : <Pieces pieces={pieces} kind={kind} />}
        {left > 0 && <em className="text-muted"> … and {left.toLocaleString('en')} characters more</em>}
      </span>
    </p>
  );
});

const TOKENS: Readonly<Record<TokenKind, string>> = {
  keyword: 'text-token-keyword',
  string: 'text-token-string',
  number: 'text-token-number',
  comment: 'text-token-comment italic',
  title: 'text-token-title',
  type: 'text-token-type',
  attribute: 'text-token-attribute',
};

/** A plain piece is text alone: no node for it. */
function Pieces({ pieces, kind }: { readonly pieces: readonly Piece[]; readonly kind: PatchLine['kind'] }): ReactNode {
  return pieces.map(({ text, kind: token, changed = false }, index) =>
    token === undefined && !changed ? (
      text
    ) : (
      <span
        key={index}
        className={cx(
          token === undefined ? undefined : TOKENS[token],
          changed && 'underline decoration-2 underline-offset-2',
          changed && (kind === 'added' ? 'decoration-accent' : 'decoration-bad'),
        )}
      >
        {text}
      </span>
    ),
  );
}

interface NumberProps {
  readonly value: number | null;
  /** It is the number that a comment on this line would name. */
  readonly pickable: boolean;
}

/** What it is pressed for stands in it as soon as the mouse is on its line. */
function Number({ value, pickable }: NumberProps): ReactNode {
  return (
    <span
      aria-hidden
      data-gutter={value === null ? undefined : ''}
      className={cx(
        'tabular relative w-10 shrink-0 pr-2 text-right text-muted select-none',
        value !== null && 'cursor-pointer',
        pickable &&
          'before:absolute before:top-0 before:left-0.5 before:h-4.5 before:hidden before:w-4 before:rounded-sm before:bg-accent-fill before:text-center before:font-sans before:text-on-accent before:content-["+"] group-hover/line:before:block',
      )}
    >
      {value}
    </span>
  );
}
