import { type ReactNode, useMemo, useState } from 'react';
import type { PlacedComment } from '../../../electron/contract/comments.ts';
import type { ChangedFile, Review } from '../../../electron/contract/review.ts';
import { useView } from '../../client/view.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { count } from '../../ui/format.ts';
import { ProblemNote } from '../../ui/Problem.tsx';
import { maestroLine } from '../../ui/shell.ts';
import { DIFF_ID } from './ChangedFiles.tsx';
import { threadsOf } from './comments/comment-select.ts';
import { CommentedLines, type Target } from './comments/CommentedLines.tsx';
import { usePicking } from './comments/picking.ts';
import { Pictures } from './diff/Pictures.tsx';
import { DiffSwitches } from './diff/DiffSwitches.tsx';
import { partOf, patchFiles, type PatchLine, patchLines } from './diff/patch-select.ts';
import { useFilePatch } from './review.ts';

interface FileDiffProps {
  readonly review: Review;
  readonly file: ChangedFile;
  /** Its patch, by file. */
  readonly sections: ReadonlyMap<string, string>;
  readonly comments: readonly PlacedComment[];
  /** The comment that is to be shown. */
  readonly target: Target | null;
}

/** Less of a diff than this is not seen. */
const SEEN_PX = 120;

/** Scrolls to where the chosen file begins, unless one sees it. */
export function showDiff(): void {
  const diff = document.getElementById(DIFF_ID);
  const around = diff?.closest('.overflow-y-auto')?.getBoundingClientRect();
  if (diff === null || around === undefined) return;
  const { top } = diff.getBoundingClientRect();
  if (top < around.top || top > around.bottom - SEEN_PX) diff.scrollIntoView({ block: 'start' });
}

/** What may be shown as a picture; whether it is one is told by what it holds. */
const PICTURE = /\.(?:png|jpe?g|gif|webp)$/i;

/** More at once would be felt. */
const AT_ONCE = 1000;

/** How one file differs. What a cut patch lacks of it is read alone. */
export function FileDiff({ review, file, sections, comments, target }: FileDiffProps): ReactNode {
  const { path, from, kind } = file;
  const blanks = useView(({ showsBlanks }) => showsBlanks);
  const part = partOf(sections, path, review.cut);
  const scope = { since: review.since, commit: review.commit?.oid ?? null, blanks, path };
  const isPicture = file.added === null && PICTURE.test(path);
  const isAlone = !part.whole || isPicture;
  const alone = useFilePatch(review.container, scope, isAlone);
  const isReading = isAlone && alone.value === undefined && alone.problem === null;
  const found = alone.value === undefined ? undefined : patchFiles(alone.value.patch ?? '').get(path);
  const section = part.whole ? part.section : (found ?? part.section);
  const all = useMemo(() => patchLines(section), [section]);
  const [asked, setMost] = useState(AT_ONCE);
  const most = Math.max(asked, placeOf(all, { comments, path, target }) + 1);
  const lines = useMemo(() => all.slice(0, most), [all, most]);
  const isSplit = useView(({ splitDiff }) => splitDiff);
  const picking = usePicking({ review, file, lines });
  return (
    <div
      id={DIFF_ID}
      tabIndex={0}
      role="group"
      aria-label={`Difference of ${path}`}
      onKeyDown={picking.onKeyDown}
      className="focus-inset min-w-0 border-line pb-6 @min-[50rem]:border-l"
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 px-4 py-1.5">
        <h3 className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
          <code className="min-w-0 font-mono text-code font-medium wrap-anywhere">{path}</code>
          <span className="text-small wrap-anywhere text-muted">{from === null ? kind : `${kind} from ${from}`}</span>
        </h3>
        <DiffSwitches />
      </header>
      {isAlone && alone.problem !== null && (
        <ProblemNote problem={alone.problem} className="mx-4 mb-2 rounded-lg bg-bad-soft p-3">
          <Button onClick={alone.retry}>Read again</Button>
        </ProblemNote>
      )}
      {isReading && (
        <p role="status" className="px-4 pb-2 text-muted">
          {part.whole ? 'Reading the picture…' : 'The whole difference is too long, so this file is read alone…'}
        </p>
      )}
      {alone.value?.pictures != null && <Pictures {...alone.value.pictures} />}
      {all.length === 0 && !isReading && alone.value?.pictures == null && (
        <p className="px-4 text-muted">No line of it differs.</p>
      )}
      <CommentedLines
        name={review.container}
        path={path}
        lines={lines}
        comments={comments}
        picking={picking}
        target={target}
        isSplit={isSplit}
      />
      <Left all={all.length} most={most} onMore={setMost} />
      {alone.value?.cut === true && (
        <p className="px-4 py-2 text-muted">
          This file alone is too long to be shown to its end.{' '}
          <CommandLine line={maestroLine('diff', review.container)} />
        </p>
      )}
    </div>
  );
}

/** Where a comment stands that is to be shown: so far at least the lines are drawn. */
function placeOf(
  lines: readonly PatchLine[],
  { comments, path, target }: Pick<FileDiffProps, 'comments' | 'target'> & { readonly path: string },
): number {
  if (target === null) return -1;
  const wanted = comments.filter(({ id }) => id === target.id);
  return [...threadsOf(lines, wanted, path).below.keys()][0] ?? -1;
}

interface LeftProps {
  readonly all: number;
  readonly most: number;
  readonly onMore: (most: number) => void;
}

function Left({ all, most, onMore }: LeftProps): ReactNode {
  const left = all - most;
  if (left <= 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-2 px-4 py-2 text-muted">
      The first {most.toLocaleString('en')} of {count(all, 'line')}.
      <Button onClick={() => onMore(most + AT_ONCE)}>Show {count(Math.min(left, AT_ONCE), 'more line')}</Button>
    </p>
  );
}
