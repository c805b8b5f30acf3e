import { GitMerge, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LineRange, OverlapPair } from '../../../electron/contract/overlap.ts';
import { placeHash } from '../../client/place.ts';
import { useSnapshot } from '../../client/store.ts';
import { count } from '../../ui/format.ts';
import { type Meetings, otherOf } from './queue-select.ts';

interface MeetingsNoteProps {
  readonly name: string;
  readonly meetings: Meetings | undefined;
}

const MOST = 6;

/** Who else changes the same, and what does not merge. */
export function MeetingsNote({ name, meetings }: MeetingsNoteProps): ReactNode {
  if (meetings === undefined) return null;
  const { onto, base, conflicts, near, left } = meetings;
  const pairs = [...conflicts, ...near];
  const isApart = onto?.meeting === 'conflict';
  if (left !== null) return <p className="text-muted">It was not compared with others: {left}</p>;
  if (!isApart && pairs.length === 0) return null;
  return (
    <section aria-label="Overlap" className="space-y-1">
      {isApart && (
        <p className="flex gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span className="min-w-0 wrap-anywhere">
            Does not merge with {base?.branch ?? 'its project'}: {listed(onto.conflicts, onto.conflictCount)}
          </span>
        </p>
      )}
      {pairs.slice(0, MOST).map((pair) => (
        <Pair key={`${pair.one} ${pair.other}`} pair={pair} name={name} />
      ))}
      {pairs.length > MOST && <p className="text-muted">And {count(pairs.length - MOST, 'more container')}.</p>}
    </section>
  );
}

function Pair({ pair, name }: { readonly pair: OverlapPair; readonly name: string }): ReactNode {
  const other = otherOf(pair, name);
  const said = useSnapshot(({ containers }) => containers[other]?.shortName ?? other, other);
  const isConflict = pair.meeting === 'conflict';
  const Icon = isConflict ? TriangleAlert : GitMerge;
  const files = isConflict
    ? listed(pair.conflicts, pair.conflictCount)
    : listed(
        pair.files.filter(({ lines }) => lines.length > 0).map(({ path, lines }) => `${path} ${rangeText(lines)}`),
        pair.fileCount,
      );
  return (
    <p className="flex gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isConflict ? 'text-warn' : 'text-muted'}`} />
      <span className="min-w-0 wrap-anywhere">
        {isConflict ? 'Does not merge with ' : 'Changes the same lines as '}
        <a className="rounded-sm text-accent underline" href={placeHash({ at: 'review', name: other })}>
          {said}
        </a>
        : {files}
      </span>
    </p>
  );
}

function listed(paths: readonly string[], all: number): string {
  const shown = paths.slice(0, MOST);
  return all > shown.length ? `${shown.join(', ')} and ${all - shown.length} more` : shown.join(', ');
}

function rangeText([first]: readonly LineRange[]): string {
  if (first === undefined) return '';
  if (first.to === 0) return '(both add it)';
  return first.from === first.to ? `(line ${first.from})` : `(lines ${first.from}–${first.to})`;
}
