import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';
import { Layer } from './Layer.tsx';
import { LeaveQuestion } from './LeaveQuestion.tsx';
import { useTyped } from './typed.ts';

interface SheetProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: string;
  readonly role?: 'dialog' | 'alertdialog';
  readonly focus?: RefObject<HTMLElement | null> | undefined;
  /** What is typed stays when it closes, so there is nothing to ask. */
  readonly keeps?: boolean;
}

/**
 * A layer over the page with a title. Esc and the backdrop close it, once the user has said so where something was
 * typed; focus goes back to where it was.
 */
export function Sheet({
  title,
  open,
  onClose,
  children,
  width = 'w-180',
  role = 'dialog',
  focus,
  keeps = false,
}: SheetProps): ReactNode {
  const { watch, isTyped } = useTyped();
  const [asks, setAsks] = useState(false);
  const back = useRef<Element | null>(null);
  const popup = useRef<HTMLDivElement>(null);
  // The layer has the focus in the turn in which it opens: no key that follows is one for the page beneath it.
  const takeFocus = (): HTMLElement | true => {
    (focus?.current ?? popup.current)?.focus();
    return focus?.current ?? true;
  };
  const leave = (): void => {
    if (keeps || !isTyped()) {
      onClose();
      return;
    }
    if (!asks) back.current = document.activeElement;
    else if (back.current instanceof HTMLElement) back.current.focus();
    setAsks(!asks);
  };
  return (
    <Layer open={open} onLeave={leave}>
      <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-hidden p-4 pt-[min(10vh,5rem)]">
        <Dialog.Popup
          ref={popup}
          role={role}
          initialFocus={takeFocus}
          {...watch}
          className={cx(
            'flex max-h-full max-w-full flex-col rounded-xl border border-line bg-raised shadow-sheet outline-none',
            'transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:-translate-y-1 data-starting-style:opacity-0',
            width,
          )}
        >
          <header className="flex min-h-12 shrink-0 items-center justify-between gap-2 py-2 pr-2.5 pl-5">
            <Dialog.Title className="text-title font-semibold">{title}</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" keys="escape" />}>
              <X aria-hidden className="size-4" />
            </Dialog.Close>
          </header>
          {children}
          {asks && <LeaveQuestion onKeep={leave} onLeave={onClose} />}
        </Dialog.Popup>
      </Dialog.Viewport>
    </Layer>
  );
}
