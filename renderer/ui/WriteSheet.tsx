import { type ReactNode, type RefObject, type SyntheticEvent, useRef } from 'react';
import type { Write } from '../client/writes.ts';
import { Button } from './Button.tsx';
import { CommandLine } from './CommandLine.tsx';
import { Sheet } from './Sheet.tsx';
import { WriteNote } from './WriteNote.tsx';

interface WriteSheetProps {
  readonly title: string;
  /** The command line that does the same. */
  readonly line: string | null;
  /** The word on the button that does it. */
  readonly verb: string;
  readonly danger?: boolean;
  /** It asks before what cannot be taken back: the keys begin on Cancel. */
  readonly asks?: boolean;
  readonly disabled?: boolean;
  readonly width?: string;
  readonly write: Write;
  readonly focus?: RefObject<HTMLElement | null>;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form over the page that writes once: fields, how it ended, the command that does the same, and the button. */
export function WriteSheet(props: WriteSheetProps): ReactNode {
  const { title, line, verb, danger = false, asks = false, disabled = false, width = 'w-140', write } = props;
  const form = useRef<HTMLFormElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!disabled && !write.busy) props.onSubmit();
  };
  return (
    <Sheet
      title={title}
      role={asks ? 'alertdialog' : 'dialog'}
      open
      onClose={props.onClose}
      width={width}
      focus={asks ? cancel : props.focus}
    >
      <form
        ref={form}
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          form.current?.requestSubmit();
        }}
        className="flex min-h-0 flex-col"
      >
        <div className="min-h-0 space-y-3 overflow-y-auto px-5 pb-4">
          {props.children}
          <WriteNote write={write} />
        </div>
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-5 py-3">
          {line !== null && <CommandLine line={line} className="basis-full" />}
          <span className="ml-auto flex gap-2">
            <Button ref={cancel} onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" look={danger ? 'danger' : 'primary'} disabled={disabled || write.busy}>
              {write.busy ? 'Writing…' : verb}
            </Button>
          </span>
        </footer>
      </form>
    </Sheet>
  );
}
