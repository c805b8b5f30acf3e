import { useVirtualizer } from '@tanstack/react-virtual';
import { CircleSlash, File, FileSymlink, Folder, FolderSymlink, type LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { type FolderEntry, type Looked, pathIn } from '../../../electron/contract/files.ts';
import { shownText, sizeText } from '../../../electron/contract/text.ts';
import { Blank } from '../../ui/Blank.tsx';
import { cx } from '../../ui/cx.ts';
import { count } from '../../ui/format.ts';
import { drawnRange, rovingRow, useRoving } from '../../ui/roving.ts';
import { onKeys } from '../shortcuts/useShortcuts.ts';
import { entryAt } from './files-select.ts';

interface FolderListProps {
  readonly folder: string;
  readonly looked: Extract<Looked, { kind: 'folder' }>;
  readonly chosen: string | null;
  readonly onChoose: (path: string) => void;
  readonly onEnter: (folder: string) => void;
  readonly onLeave: () => void;
  /** Goes to what the chosen file holds. */
  readonly onShow: () => void;
}

const ROW_PX = 28;

/** The names in a folder; keys walk through them, into folders and out again. */
export function FolderList({
  folder,
  looked: { entries, cut },
  chosen,
  onChoose,
  onEnter,
  onLeave,
  onShow,
}: FolderListProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const at = entryAt(entries, folder, chosen);
  const roving = useRoving(list, entries.length === 0 ? null : rowId(at));
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    rangeExtractor: drawnRange(at),
  });
  useEffect(() => {
    // A folder that was entered by a key goes on taking keys.
    const active = document.activeElement;
    if (active === document.body || active?.tagName === 'MAIN') list.current?.focus();
  }, []);
  const to = (index: number) => (): void => {
    const entry = entries[Math.min(entries.length - 1, Math.max(0, index))];
    if (entry === undefined) return;
    roving.follow();
    onChoose(pathIn(folder, entry.name));
    virtual.scrollToIndex(entries.indexOf(entry));
  };
  const open = (): void => {
    const entry = entries[at];
    if (entry?.kind === 'folder') onEnter(pathIn(folder, entry.name));
    else if (entry !== undefined) onShow();
  };
  return (
    <div
      ref={list}
      {...roving.list}
      role="listbox"
      aria-label="Names in the folder"
      onKeyDown={onKeys({
        down: to(at + 1),
        up: to(at - 1),
        first: to(0),
        last: to(entries.length - 1),
        open,
        right: open,
        left: onLeave,
      })}
      className="max-h-2/5 min-h-24 shrink-0 overflow-y-auto border-b border-line outline-none @min-[44rem]:max-h-none @min-[44rem]:w-2/5 @min-[44rem]:max-w-100 @min-[44rem]:border-r @min-[44rem]:border-b-0"
    >
      {entries.length === 0 && <Blank icon={Folder} title="The folder is empty." />}
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const entry = entries[index];
          return (
            entry !== undefined && (
              <Row
                key={entry.name}
                id={rowId(index)}
                entry={entry}
                top={start}
                isChosen={index === at}
                onChoose={() => onChoose(pathIn(folder, entry.name))}
                onEnter={() => onEnter(pathIn(folder, entry.name))}
              />
            )
          );
        })}
      </div>
      {cut && (
        <p className="px-4 py-2 text-muted">These are the first {count(entries.length, 'name')}; there are more.</p>
      )}
    </div>
  );
}

function rowId(index: number): string {
  return `file-row-${index}`;
}

interface RowProps {
  readonly id: string;
  readonly entry: FolderEntry;
  readonly top: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onEnter: () => void;
}

function Row({ id, entry, top, isChosen, onChoose, onEnter }: RowProps): ReactNode {
  const name = shownText(entry.name);
  return (
    <button
      type="button"
      id={id}
      role="option"
      aria-selected={isChosen}
      {...rovingRow(isChosen)}
      title={name}
      onClick={entry.kind === 'folder' ? onEnter : onChoose}
      className={cx(
        'focus-inset absolute inset-x-0 top-0 flex items-center gap-2 px-4 text-left hover:bg-hover',
        isChosen && 'bg-press',
      )}
      style={{ height: ROW_PX, transform: `translateY(${top}px)` }}
    >
      <Sign entry={entry} />
      <span className="min-w-0 flex-1 truncate font-mono text-code">{name}</span>
      <span className="tabular shrink-0 text-small text-muted">{asideOf(entry)}</span>
    </button>
  );
}

const SIGNS: Readonly<Record<FolderEntry['kind'], readonly [own: LucideIcon, linked: LucideIcon]>> = {
  folder: [Folder, FolderSymlink],
  file: [File, FileSymlink],
  other: [CircleSlash, CircleSlash],
  gone: [CircleSlash, CircleSlash],
};

function Sign({ entry: { kind, link } }: Pick<RowProps, 'entry'>): ReactNode {
  const Icon = SIGNS[kind][link ? 1 : 0];
  return <Icon aria-hidden className={cx('size-4 shrink-0', kind === 'folder' ? 'text-accent' : 'text-muted')} />;
}

function asideOf({ kind, bytes }: FolderEntry): string {
  if (kind === 'gone') return 'leads nowhere';
  if (kind === 'other') return 'no file';
  return kind === 'file' ? sizeText(bytes) : '';
}
