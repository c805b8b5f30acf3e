import { type ReactNode, useMemo, useState } from 'react';
import type { ChangedFile, Review } from '../../../electron/contract/review.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { count } from '../../ui/format.ts';
import { ProblemNote } from '../../ui/Problem.tsx';
import { maestroLine } from '../../ui/shell.ts';
import { DIFF_ID } from './ChangedFiles.tsx';
import { DiffLine } from './DiffLine.tsx';
import { partOf, patchFiles, patchLines } from './patch-select.ts';
import { useFilePatch } from './review.ts';

interface FileDiffProps {
  readonly review: Review;
  readonly file: ChangedFile;
  /** Its patch, by file. */
  readonly sections: ReadonlyMap<string, string>;
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

/** More at once would be felt. */
const AT_ONCE = 1000;

/** How one file differs. What a cut patch lacks of it is read alone. */
export function FileDiff({ review, file, sections }: FileDiffProps): ReactNode {
  const { path, from, kind } = file;
  const part = partOf(sections, path, review.cut);
  const alone = useFilePatch(review, path, !part.whole);
  const found = alone.value === undefined ? undefined : patchFiles(alone.value.patch ?? '').get(path);
  const section = part.whole ? part.section : (found ?? part.section);
  const lines = useMemo(() => patchLines(section), [section]);
  return (
    <div
      id={DIFF_ID}
      tabIndex={0}
      role="group"
      aria-label={`Difference of ${path}`}
      className="focus-inset min-w-0 border-line pb-6 @min-[50rem]:border-l"
    >
      <h3 className="flex flex-wrap items-baseline gap-x-2 px-4 py-1.5">
        <code className="min-w-0 font-mono text-code font-medium wrap-anywhere">{path}</code>
        <span className="text-small text-muted wrap-anywhere">{from === null ? kind : `${kind} from ${from}`}</span>
      </h3>
      {!part.whole && alone.problem !== null && (
        <ProblemNote problem={alone.problem} className="mx-4 mb-2 rounded-lg bg-bad-soft p-3">
          <Button onClick={alone.retry}>Read again</Button>
        </ProblemNote>
      )}
      {!part.whole && alone.value === undefined && alone.problem === null && (
        <p role="status" className="px-4 pb-2 text-muted">
          The whole difference is too long, so this file is read alone…
        </p>
      )}
      <Lines lines={lines} />
      {alone.value?.cut === true && (
        <p className="px-4 py-2 text-muted">
          This file alone is too long to be shown to its end.{' '}
          <CommandLine line={maestroLine('diff', review.container)} />
        </p>
      )}
    </div>
  );
}

function Lines({ lines }: { readonly lines: ReturnType<typeof patchLines> }): ReactNode {
  const [most, setMost] = useState(AT_ONCE);
  if (lines.length === 0) return <p className="px-4 text-muted">No line of it differs.</p>;
  const left = lines.length - most;
  return (
    <>
      <div className="font-mono text-code">
        {lines.slice(0, most).map((line, index) => (
          <DiffLine key={index} line={line} />
        ))}
      </div>
      {left > 0 && (
        <p className="flex flex-wrap items-center gap-2 px-4 py-2 text-muted">
          The first {most.toLocaleString('en')} of {count(lines.length, 'line')}.
          <Button onClick={() => setMost(most + AT_ONCE)}>Show {count(Math.min(left, AT_ONCE), 'more line')}</Button>
        </p>
      )}
    </>
  );
}
