import { type ReactNode, useRef } from 'react';
import { Button } from './Button.tsx';
import { CommandLine } from './CommandLine.tsx';
import { Sheet } from './Sheet.tsx';

interface AskSheetProps {
  readonly title: string;
  /** What goes, a sentence each. */
  readonly lines?: readonly string[];
  /** The `maestro` command that does the same. */
  readonly command: string;
  /** The button that does it. */
  readonly word: string;
  readonly onDo: () => void;
  readonly onClose: () => void;
  /** Before the lines. */
  readonly children?: ReactNode;
  /** After them. */
  readonly note?: ReactNode;
}

/** Asks before something is taken away. Enter alone does nothing of it: the focus is on Cancel. */
export function AskSheet({
  title,
  lines = [],
  command,
  word,
  onDo,
  onClose,
  children,
  note,
}: AskSheetProps): ReactNode {
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Sheet title={title} role="alertdialog" open onClose={onClose} width="w-116" focus={cancel}>
      <div className="min-h-0 space-y-2 overflow-y-auto px-5 pb-4">
        {children}
        <ul className="space-y-1">
          {lines.map((line) => (
            <li key={line} className="flex gap-2">
              <span aria-hidden className="mt-2 size-1 shrink-0 rounded-full bg-line-strong" />
              <span className="min-w-0 break-words">{line}</span>
            </li>
          ))}
        </ul>
        {note}
        <CommandLine line={command} />
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button ref={cancel} onClick={onClose}>
          Cancel
        </Button>
        <Button
          look="danger"
          onClick={() => {
            onClose();
            onDo();
          }}
        >
          {word}
        </Button>
      </footer>
    </Sheet>
  );
}
