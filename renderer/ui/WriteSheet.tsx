import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, type RefObject, type SyntheticEvent, useRef } from 'react';
import type { Outcome } from '../client/writes.ts';
import { Button } from './Button.tsx';
import { CommandLine } from './CommandLine.tsx';
import { cx } from './cx.ts';
import { Sheet } from './Sheet.tsx';
import { WriteNote } from './WriteNote.tsx';

interface WriteSheetProps {
  readonly title: string;
  /** The command line that does the same. */
  readonly line: string | null;
  /** The word on the button that does it; null where there is nothing to do. */
  readonly verb: string | null;
  /** The word on the button that closes it. */
  readonly leave?: string;
  /** Buttons between the two. */
  readonly beside?: ReactNode;
  /** What is in it reaches its edges. */
  readonly wide?: boolean;
  readonly danger?: boolean;
  /** It asks before what cannot be taken back: the keys begin on Cancel. */
  readonly asks?: boolean;
  /** Closing it while it writes ends that, and there is nothing to ask. */
  readonly cancels?: boolean;
  readonly disabled?: boolean;
  readonly width?: string;
  readonly write: Outcome;
  /** What stands on the button meanwhile. */
  readonly busy?: string;
  /** Where the keys begin; `leave` is the button that closes it. */
  readonly focus?: RefObject<HTMLElement | null> | 'leave';
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form over the page that writes once: fields, how it ended, the command that does the same, and the button. */
export function WriteSheet(props: WriteSheetProps): ReactNode {
  const { title, line, verb, danger = false, asks = false, disabled = false, width = 'w-140', write } = props;
  const { leave = 'Cancel', wide = false, busy = 'Writing…', focus = asks ? 'leave' : undefined } = props;
  const form = useRef<HTMLFormElement>(null);
  const leaving = useRef<HTMLButtonElement>(null);
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
      keeps={props.cancels === true && write.busy}
      focus={focus === 'leave' ? leaving : focus}
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
        <div className={cx('min-h-0', wide ? 'flex flex-1 flex-col' : 'space-y-3 overflow-y-auto px-5 pb-4')}>
          {props.children}
          <WriteNote write={write} {...(wide && { className: 'mx-5 my-2' })} />
        </div>
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-5 py-3">
          {line !== null && <CommandLine line={line} className="basis-full" />}
          <span className="ml-auto flex gap-2">
            <Dialog.Close ref={leaving} render={<Button />}>
              {leave}
            </Dialog.Close>
            {props.beside}
            {verb !== null && (
              <Button type="submit" look={danger ? 'danger' : 'primary'} disabled={disabled || write.busy}>
                {write.busy ? busy : verb}
              </Button>
            )}
          </span>
        </footer>
      </form>
    </Sheet>
  );
}
