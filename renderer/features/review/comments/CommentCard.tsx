import { CircleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { isWaiting, type PlacedComment, stateAfter } from '../../../../electron/contract/comments.ts';
import { spotText } from '../../../../electron/contract/commentPrompt.ts';
import type { ContainerName } from '../../../../electron/contract/ids.ts';
import { Age } from '../../../ui/Ages.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Keys } from '../../../ui/Keys.tsx';
import { keyOf } from '../../shortcuts/shortcuts.ts';
import { onKeys } from '../../shortcuts/useShortcuts.ts';
import { Composer } from './Composer.tsx';
import { editComment, removeComment, settleComment } from './comments.ts';
import { StateMark } from './CommentState.tsx';
import { OldLines, SinceThen } from './SinceThen.tsx';

interface CommentCardProps {
  readonly name: ContainerName;
  readonly comment: PlacedComment;
  /** Its lines are not shown above it. */
  readonly isApart: boolean;
  /** Takes the focus back to where keys walk. */
  readonly onLeave: () => void;
}

/** Where a comment stands in the page. */
export function cardId(id: string): string {
  return `comment-${id}`;
}

/** One comment where its lines are: its words, how far it is, and what changed there since it was made. */
export function CommentCard({ name, comment, isApart, onLeave }: CommentCardProps): ReactNode {
  const [editing, setEditing] = useState(false);
  const { id, state, text, spot, problem } = comment;
  const act = stateAfter(state, 'resolve') !== undefined ? 'resolve' : 'reopen';
  const canSettle = stateAfter(state, act) !== undefined;
  const settle = (): void => void settleComment(name, comment, act);
  const focus = (): void => document.getElementById(cardId(id))?.focus();
  const stopEditing = (): void => {
    setEditing(false);
    requestAnimationFrame(focus);
  };
  const title = `Comment on ${spotText(spot)}`;
  return (
    <article
      id={cardId(id)}
      tabIndex={-1}
      aria-label={title}
      data-comment={state}
      onKeyDown={onKeys({
        ...(isWaiting(comment) && !editing ? { open: () => setEditing(true) } : {}),
        ...(canSettle ? { resolve: settle } : {}),
        ...(state === 'draft' ? { remove: () => void removeComment(name, comment).then(onLeave) } : {}),
        back: onLeave,
      })}
      className="focus-inset max-w-180 rounded-lg border border-line bg-raised px-3 py-2 font-sans text-ui text-ink"
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <StateMark state={state} />
        <span className="min-w-0 flex-1 text-small wrap-anywhere text-muted">
          <WhereIs comment={comment} isApart={isApart} />
          <Age at={comment.changedAt} /> ago
        </span>
        {!editing && (
          <CardButtons
            comment={comment}
            onEdit={() => setEditing(true)}
            onRemove={() => void removeComment(name, comment).then(onLeave)}
            onSettle={canSettle ? settle : undefined}
            verb={act === 'resolve' ? 'Resolve' : 'Reopen'}
          />
        )}
      </header>
      {editing ? (
        <Composer
          draft={`comment ${id}`}
          label={title}
          text={text}
          verb="Save"
          onKeep={async (next) => {
            const isKept = await editComment(name, id, next);
            if (isKept) stopEditing();
            return isKept;
          }}
          onLeave={stopEditing}
        />
      ) : (
        <p className="mt-1 wrap-anywhere whitespace-pre-wrap">{text}</p>
      )}
      {problem !== null && (
        <p role="alert" className="mt-1.5 flex gap-1.5 text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0 wrap-anywhere">Not sent: {problem}</span>
        </p>
      )}
      {isApart && <OldLines comment={comment} />}
      {state !== 'draft' && <SinceThen comment={comment} />}
    </article>
  );
}

function WhereIs({ comment: { place, spot }, isApart }: Pick<CommentCardProps, 'comment' | 'isApart'>): ReactNode {
  if (place.kind === 'outdated') return <>Outdated: {linesText(spot)} changed since · </>;
  if (isApart) return <>{spotText(place.kind === 'at' ? place.spot : spot)} · </>;
  return place.kind === 'at' && place.moved ? <>Moved from {linesText(spot)} · </> : null;
}

function linesText({ from, to }: PlacedComment['spot']): string {
  return from === to ? `line ${from}` : `lines ${from}-${to}`;
}

interface CardButtonsProps {
  readonly comment: PlacedComment;
  readonly verb: string;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly onSettle: (() => void) | undefined;
}

function CardButtons({ comment, verb, onEdit, onRemove, onSettle }: CardButtonsProps): ReactNode {
  return (
    <span className="flex items-center gap-1">
      {isWaiting(comment) && (
        <Button look="quiet" onClick={onEdit}>
          Edit
        </Button>
      )}
      {onSettle !== undefined && (
        <Button look="quiet" onClick={onSettle}>
          {verb}
          <Keys chord={keyOf('resolve')} />
        </Button>
      )}
      {comment.state === 'draft' && (
        <Button look="risky" onClick={onRemove}>
          Remove
        </Button>
      )}
    </span>
  );
}
