import { useVirtualizer } from '@tanstack/react-virtual';
import { FileQuestion, FileText } from 'lucide-react';
import { type ReactNode, type RefObject, useMemo, useRef } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import type { FolderEntry, Looked } from '../../../electron/contract/files.ts';
import { shellWord, shownText, sizeText } from '../../../electron/contract/text.ts';
import { Blank } from '../../ui/Blank.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { PictureShown } from '../../ui/PictureShown.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { useLooked } from './files.ts';
import { nameOf } from './files-select.ts';

interface FileShownProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly container: Container;
  /** The file; null where none is chosen. */
  readonly path: string | null;
  readonly what: FolderEntry['kind'] | undefined;
}

/** What the chosen file holds: its text, its picture, or how large it is. */
export function FileShown({ ref, container, path, what }: FileShownProps): ReactNode {
  const state = useLooked(container, path);
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={path === null ? 'File' : shownText(nameOf(path))}
      className="flex min-h-0 min-w-0 flex-1 flex-col outline-none"
    >
      {path === null ? (
        <Blank icon={FileText} title={WORDS[what ?? 'folder']}>
          {what === 'folder' ? 'Enter goes into it, the arrow to the left out again.' : null}
        </Blank>
      ) : (
        <Reading key={path} state={state} what="the file">
          {(looked) => <Content looked={looked} command={`maestro cp ${container.shortName}:${shellWord(path)} .`} />}
        </Reading>
      )}
    </section>
  );
}

const WORDS: Readonly<Record<FolderEntry['kind'], string>> = {
  folder: 'A folder.',
  file: 'A file.',
  other: 'Neither a file nor a folder.',
  gone: 'A link that leads nowhere.',
};

function Content({ looked, command }: { readonly looked: Looked; readonly command: string }): ReactNode {
  if (looked.kind === 'folder') return null;
  return (
    <>
      {looked.kind === 'text' && <Lines text={looked.text} />}
      {looked.kind === 'picture' && (
        <div className="flex min-h-0 flex-1 flex-col items-center justify-center overflow-auto p-4">
          <PictureShown picture={looked} word="What the file shows" />
        </div>
      )}
      {looked.kind === 'bytes' && <Blank icon={FileQuestion} title="No text, and no picture that is shown here." />}
      <div className="flex shrink-0 items-center gap-3 border-t border-line px-4 py-1.5 text-muted">
        <span className="tabular shrink-0">{sizeText(looked.bytes)}</span>
        {looked.kind === 'text' && looked.cut && <span className="shrink-0">This is the beginning.</span>}
        <CommandLine line={command} />
      </div>
    </>
  );
}

const LINE_PX = 18;

/** Text by its lines, of which only those in sight are drawn. */
function Lines({ text }: { readonly text: string }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => shownText(text).replace(/\n$/, '').split('\n'), [text]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
  });
  const digits = String(lines.length).length;
  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="group"
      aria-label="Text of the file"
      className="focus-inset min-h-0 flex-1 overflow-auto py-2 font-mono text-code"
    >
      <div className="relative w-max min-w-full" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            className="absolute top-0 left-0 flex whitespace-pre"
            style={{ height: LINE_PX, lineHeight: `${LINE_PX}px`, transform: `translateY(${start}px)` }}
          >
            <span
              aria-hidden
              className="tabular px-4 text-right text-muted select-none"
              style={{ minWidth: `${digits + 4}ch` }}
            >
              {index + 1}
            </span>
            <span className="pr-4">{lines[index]}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
