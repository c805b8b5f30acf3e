import { Fragment, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { PlacedComment } from '../../../../electron/contract/comments.ts';
import { spotText } from '../../../../electron/contract/commentPrompt.ts';
import type { ContainerName } from '../../../../electron/contract/ids.ts';
import { DiffLine } from '../diff/DiffLine.tsx';
import type { PatchLine } from '../diff/patch-select.ts';
import { cardId, CommentCard } from './CommentCard.tsx';
import { isIn, threadsOf } from './comment-select.ts';
import { addComment } from './comments.ts';
import { Composer } from './Composer.tsx';
import type { Picking } from './picking.ts';

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
}

/** The lines of a difference with the comments on them, and the one that is being written. */
export function CommentedLines({ name, path, lines, comments, picking, target }: CommentedLinesProps): ReactNode {
  const threads = useMemo(() => threadsOf(lines, comments, path), [lines, comments, path]);
  useTarget(target);
  const { current, picked, writing, mouse } = picking;
  const card = (comment: PlacedComment, isApart: boolean): ReactNode => (
    <CommentCard key={comment.id} name={name} comment={comment} isApart={isApart} onLeave={picking.focus} />
  );
  return (
    <>
      {threads.above.length > 0 && (
        <div className="space-y-2 px-4 py-2">{threads.above.map((comment) => card(comment, true))}</div>
      )}
      <div className="font-mono text-code" {...mouse}>
        {lines.map((line, at) => {
          const below = threads.below.get(at);
          return (
            <Fragment key={at}>
              <DiffLine line={line} at={at} isCurrent={at === current} isPicked={picked !== null && isIn(picked, at)} />
              {below !== undefined && (
                <div className="space-y-2 border-y border-line bg-surface px-4 py-2 @min-[50rem]:pl-24">
                  {below.map((comment) => card(comment, false))}
                </div>
              )}
              {writing?.at === at && (
                <div className="border-y border-line bg-surface px-4 py-2 @min-[50rem]:pl-24">
                  <div className="max-w-180">
                    <Composer
                      draft={`comment ${name} ${spotText(writing.spot)} ${writing.spot.side}`}
                      label={`Comment on ${spotText(writing.spot)}`}
                      verb="Add comment"
                      onKeep={async (text) => {
                        const { spot, anchor } = writing;
                        const isKept = await addComment(name, { spot, anchor, text });
                        if (isKept) picking.stop();
                        return isKept;
                      }}
                      onLeave={picking.stop}
                    />
                  </div>
                </div>
              )}
            </Fragment>
          );
        })}
      </div>
    </>
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
