import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';

interface SheetProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: string;
  readonly role?: 'dialog' | 'alertdialog';
  readonly focus?: RefObject<HTMLElement | null> | undefined;
}

/** A layer over the page with a title. Esc and the backdrop close it, focus goes back to where it was. */
export function Sheet({
  title,
  open,
  onClose,
  children,
  width = 'w-180',
  role = 'dialog',
  focus,
}: SheetProps): ReactNode {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-shade transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-hidden p-4 pt-[min(10vh,5rem)]">
          <Dialog.Popup
            role={role}
            initialFocus={focus}
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
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
