import { Fragment, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { PlacedComment } from '../../../../electron/contract/comments.ts';
import { spotText } from '../../../../electron/contract/commentPrompt.ts';
import type { ContainerName } from '../../../../electron/contract/ids.ts';
import { DiffLine } from '../diff/DiffLine.tsx';
import { type PatchLine, rowsOf } from '../diff/patch-select.ts';
import { useColours } from '../diff/useColours.ts';
import { cx } from '../../../ui/cx.ts';
import { cardId, CommentCard } from './CommentCard.tsx';
import { isIn, threadsOf } from './comment-select.ts';
import { addComment } from './comments.ts';
import { Composer } from './Composer.tsx';
import type { Picking, Writing } from './picking.ts';

/** The comment that is to be shown; another object is another wish. */
export interface Target {
  readonly id: string;
}

interface CommentedLinesProps {
  readonly name: ContainerName;
  readonly path: string;
  readonly lines: readonly PatchLine[];
  readonly comments: readonly PlacedComment[];
  readonly picking: Picking;
  readonly target: Target | null;
  /** Both sides stand beside each other. */
  readonly isSplit: boolean;
}

/** The lines of a difference with the comments on them, and the one that is being written. */
export function CommentedLines(props: CommentedLinesProps): ReactNode {
  const { name, path, lines, comments, picking, target, isSplit } = props;
  const threads = useMemo(() => threadsOf(lines, comments, path), [lines, comments, path]);
  const rows = useMemo(() => (isSplit ? rowsOf(lines) : []), [lines, isSplit]);
  const colours = useColours(lines, path);
  useTarget(target);
  const { current, picked, writing, mouse } = picking;
  const card = (comment: PlacedComment, isApart: boolean): ReactNode => (
    <CommentCard key={comment.id} name={name} comment={comment} isApart={isApart} onLeave={picking.focus} />
  );
  const drawn = (at: number, side?: 'old' | 'new', isTwin = false): ReactNode => (
    <DiffLine
      line={lines[at] as PatchLine}
      at={at}
      isCurrent={at === current && !isTwin}
      isPicked={picked !== null && isIn(picked, at)}
      pieces={colours.get(at)}
      {...(side !== undefined && { side })}
    />
  );
  const below = (at: number): ReactNode => (
    <Fragment key={`below ${at}`}>
      {threads.below.has(at) && (
        <div className="space-y-2 border-y border-line bg-surface px-4 py-2 @min-[50rem]:pl-24">
          {threads.below.get(at)?.map((comment) => card(comment, false))}
        </div>
      )}
      {writing?.at === at && <Writer name={name} writing={writing} stop={picking.stop} />}
    </Fragment>
  );
  return (
    <>
      {threads.above.length > 0 && (
        <div className="space-y-2 px-4 py-2">{threads.above.map((comment) => card(comment, true))}</div>
      )}
      <div className="font-mono text-code" {...mouse}>
        {isSplit
          ? rows.map((row, index) => (
              <Fragment key={index}>
                {row.whole === null ? (
                  <div className="grid grid-cols-2">
                    <Half at={row.left} side="old" isTwin={row.left === row.right} drawn={drawn} />
                    <Half at={row.right} side="new" drawn={drawn} />
                  </div>
                ) : (
                  drawn(row.whole)
                )}
                {[...new Set([row.left, row.right, row.whole])].map((at) => at !== null && below(at))}
              </Fragment>
            ))
          : lines.map((_, at) => (
              <Fragment key={at}>
                {drawn(at)}
                {below(at)}
              </Fragment>
            ))}
      </div>
    </>
  );
}

interface HalfProps {
  readonly at: number | null;
  readonly side: 'old' | 'new';
  /** The line stands on the other side too, and has the focus there. */
  readonly isTwin?: boolean;
  readonly drawn: (at: number, side: 'old' | 'new', isTwin: boolean) => ReactNode;
}

function Half({ at, side, isTwin = false, drawn }: HalfProps): ReactNode {
  return (
    <div className={cx('min-w-0', side === 'new' && 'border-l border-line', at === null && 'bg-chrome')}>
      {at !== null && drawn(at, side, isTwin)}
    </div>
  );
}

interface WriterProps {
  readonly name: ContainerName;
  readonly writing: Writing;
  readonly stop: () => void;
}

/** Where a new comment is written, below its lines. */
function Writer({ name, writing: { spot, anchor }, stop }: WriterProps): ReactNode {
  const keep = async (text: string): Promise<boolean> => {
    const isKept = await addComment(name, { spot, anchor, text });
    if (isKept) stop();
    return isKept;
  };
  return (
    <div className="border-y border-line bg-surface px-4 py-2 @min-[50rem]:pl-24">
      <div className="max-w-180">
        <Composer
          draft={`comment ${name} ${spotText(spot)} ${spot.side}`}
          label={`Comment on ${spotText(spot)}`}
          verb="Add comment"
          onKeep={keep}
          onLeave={stop}
        />
      </div>
    </div>
  );
}

/** The wanted comment gets the focus as soon as it is drawn. */
function useTarget(target: Target | null): void {
  const shown = useRef<Target | null>(null);
  useEffect(() => {
    const card = target === null || target === shown.current ? null : document.getElementById(cardId(target.id));
    if (card === null) return;
    shown.current = target;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'center' });
  });
}
