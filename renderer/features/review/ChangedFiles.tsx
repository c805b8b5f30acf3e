import { MessageSquare, ShieldAlert } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import type { ChangedFile, Risk } from '../../../electron/contract/review.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { count } from '../../ui/format.ts';
import { rovingRow } from '../../ui/roving.ts';
import { onKeys } from '../shortcuts/useShortcuts.ts';

interface ChangedFilesProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly files: readonly ChangedFile[];
  readonly risks: readonly Risk[];
  readonly chosen: string;
  /** How many comments that are not settled each file has. */
  readonly counts: ReadonlyMap<string, number>;
  readonly onChoose: (path: string) => void;
  readonly onStep: (by: number) => () => void;
}

const AT_ONCE = 500;

/** The files that differ, with their counts; keys walk through them while the focus is here. */
export function ChangedFiles({ ref, files, risks, chosen, counts, onChoose, onStep }: ChangedFilesProps): ReactNode {
  const [most, setMost] = useState(AT_ONCE);
  const risky = new Set(risks.map(({ path }) => path));
  const shown = files.slice(0, Math.max(most, files.findIndex(({ path }) => path === chosen) + 1));
  useEffect(() => {
    const current = ref.current?.querySelector<HTMLElement>('[aria-current="true"]');
    current?.scrollIntoView({ block: 'nearest' });
    if (ref.current?.contains(document.activeElement) === true) current?.focus({ preventScroll: true });
  }, [ref, chosen]);
  return (
    <div
      ref={ref}
      role="group"
      aria-label="Changed files"
      onKeyDown={onKeys({
        down: onStep(1),
        up: onStep(-1),
        first: onStep(-files.length),
        last: onStep(files.length),
        open: () => document.getElementById(DIFF_ID)?.focus(),
        right: () => document.getElementById(DIFF_ID)?.focus(),
      })}
      className="max-h-52 overflow-y-auto border-b border-line py-1 @min-[50rem]:sticky @min-[50rem]:top-0 @min-[50rem]:max-h-[60vh] @min-[50rem]:self-start @min-[50rem]:border-b-0"
    >
      <h3 className="px-4 py-1 text-small text-muted">{count(files.length, 'changed file')}</h3>
      {shown.map((file) => (
        <FileRow
          key={file.path}
          file={file}
          isRisky={risky.has(file.path)}
          isChosen={file.path === chosen}
          comments={counts.get(file.path) ?? 0}
          onChoose={onChoose}
        />
      ))}
      {files.length > shown.length && (
        <Button look="quiet" className="mx-2" onClick={() => setMost(most + AT_ONCE)}>
          {count(files.length - shown.length, 'more file')}
        </Button>
      )}
    </div>
  );
}

/** The diff of the chosen file. */
export const DIFF_ID = 'review-diff';

interface FileRowProps {
  readonly file: ChangedFile;
  readonly isRisky: boolean;
  readonly isChosen: boolean;
  readonly comments: number;
  readonly onChoose: (path: string) => void;
}

function FileRow({
  file: { path, added, removed, kind },
  isRisky,
  isChosen,
  comments,
  onChoose,
}: FileRowProps): ReactNode {
  const [, folder = '', name = path] = /^(.*\/)?([^/]+)$/s.exec(path) ?? [];
  return (
    <button
      type="button"
      {...rovingRow(isChosen)}
      aria-current={isChosen}
      title={path}
      onClick={() => onChoose(path)}
      className={cx(
        'focus-inset flex w-full items-center gap-1.5 px-4 py-0.5 text-left hover:bg-hover',
        isChosen && 'bg-press',
      )}
    >
      {isRisky && <ShieldAlert aria-label="Would act on this machine" className="size-3.5 shrink-0 text-warn" />}
      <span className={cx('flex min-w-0 flex-1 font-mono text-code', kind === 'deleted' && 'line-through')}>
        <span className="min-w-0 shrink truncate text-muted">{folder}</span>
        <span className="max-w-full shrink-0 truncate">{name}</span>
      </span>
      {comments > 0 && (
        <span className="tabular flex shrink-0 items-center gap-0.5 text-small text-accent">
          <MessageSquare aria-hidden className="size-3.5" />
          {comments}
          <span className="sr-only">{comments === 1 ? ' comment' : ' comments'}</span>
        </span>
      )}
      <span className="tabular shrink-0 text-small">
        {added === null ? (
          <span className="text-muted">bytes</span>
        ) : (
          <>
            <span className="text-good">+{added}</span> <span className="text-bad">−{removed}</span>
          </>
        )}
      </span>
    </button>
  );
}
