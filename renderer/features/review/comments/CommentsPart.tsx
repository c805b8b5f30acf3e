import { MessageSquare } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { isWaiting, type PlacedComment } from '../../../../electron/contract/comments.ts';
import type { ContainerName } from '../../../../electron/contract/ids.ts';
import { spotText } from '../../../../electron/contract/commentPrompt.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { cx } from '../../../ui/cx.ts';
import { firstLine } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/Problem.tsx';
import { keyOf } from '../../shortcuts/shortcuts.ts';
import { Keys } from '../../../ui/Keys.tsx';
import { CommentCard } from './CommentCard.tsx';
import { countsText, type Filter, FILTERS, passes, pathOf } from './comment-select.ts';
import type { CommentsState } from './comments.ts';
import { StateMark } from './CommentState.tsx';

interface CommentsPartProps {
  readonly state: CommentsState;
  /** The comments in the order of their files. */
  readonly comments: readonly PlacedComment[];
  /** The files that differ; what is said of others stands here. */
  readonly paths: ReadonlySet<string>;
  readonly name: ContainerName;
  readonly current: string | null;
  readonly onJump: (comment: PlacedComment) => void;
}

const WORDS: Readonly<Record<Filter, string>> = {
  all: 'All',
  open: 'To send',
  sent: 'Sent',
  answered: 'Answered',
  resolved: 'Resolved',
};

/** All comments on a container’s work: to jump between, and to filter by how far they are. */
export function CommentsPart({ state, comments, paths, name, current, onJump }: CommentsPartProps): ReactNode {
  const [wanted, setFilter] = useState<Filter>('all');
  if (state.problem !== null)
    return (
      <ProblemNote problem={state.problem} className="rounded-lg bg-bad-soft p-3">
        <Button onClick={state.retry}>Read again</Button>
      </ProblemNote>
    );
  if (comments.length === 0) return null;
  const filters = FILTERS.filter((filter) => filter === 'all' || comments.some((comment) => passes(comment, filter)));
  const filter = filters.includes(wanted) ? wanted : 'all';
  const shown = comments.filter((comment) => passes(comment, filter));
  const elsewhere = shown.filter((comment) => !paths.has(pathOf(comment)));
  return (
    <section aria-label="Comments" data-comments className="rounded-lg border border-line">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5">
        <h3 className="flex items-center gap-2 font-semibold">
          <MessageSquare aria-hidden className="size-4 shrink-0 text-muted" />
          Comments
        </h3>
        <span className="min-w-0 flex-1 text-muted">{countsText(comments)}</span>
        {filters.length > 2 && (
          <Choice
            label="Which comments"
            hidden
            options={filters.map((value) => ({ value, word: WORDS[value] }))}
            value={filter}
            onChange={setFilter}
          />
        )}
        <span className="flex items-center gap-1 text-small text-muted">
          <Keys chord={keyOf('previous-comment')} /> <Keys chord={keyOf('next-comment')} />
        </span>
      </header>
      {state.why !== null && (
        <p className="px-3 pt-1.5 text-muted wrap-anywhere">Their lines are not known: {state.why}</p>
      )}
      <ul aria-label="List of comments" className="max-h-44 overflow-y-auto py-1">
        {shown.map((comment) => (
          <li key={comment.id}>
            <CommentRow comment={comment} isCurrent={comment.id === current} onJump={onJump} />
          </li>
        ))}
      </ul>
      {elsewhere.length > 0 && (
        <div className="space-y-2 border-t border-line px-3 py-2">
          <p className="text-muted">On files that do not differ in what is shown:</p>
          {elsewhere.map((comment) => (
            <CommentCard
              key={comment.id}
              name={name}
              comment={comment}
              isApart
              onLeave={() => document.querySelector<HTMLElement>('[data-comments] [aria-current="true"]')?.focus()}
            />
          ))}
        </div>
      )}
    </section>
  );
}

interface CommentRowProps {
  readonly comment: PlacedComment;
  readonly isCurrent: boolean;
  readonly onJump: (comment: PlacedComment) => void;
}

function CommentRow({ comment, isCurrent, onJump }: CommentRowProps): ReactNode {
  const { place, spot, state, text, problem } = comment;
  const isOutdated = place.kind === 'outdated';
  return (
    <button
      type="button"
      aria-current={isCurrent}
      onClick={() => onJump(comment)}
      className={cx(
        'focus-inset flex w-full items-center gap-3 px-3 py-0.5 text-left hover:bg-hover',
        isCurrent && 'bg-press',
      )}
    >
      <StateMark state={state} className="w-22 shrink-0" />
      <code className={cx('max-w-2/5 shrink-0 truncate font-mono text-code', isOutdated && 'text-muted line-through')}>
        {spotText(place.kind === 'at' ? place.spot : spot)}
      </code>
      <span className="min-w-0 flex-1 truncate text-muted">{firstLine(text)}</span>
      {problem !== null && isWaiting(comment) && <span className="shrink-0 text-small text-bad">Not sent</span>}
      {isOutdated && <span className="shrink-0 text-small text-muted">Outdated</span>}
    </button>
  );
}
