import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

/** Marks what stays in reach above every layer: pressing it is no press outside of one. */
export const ABOVE_LAYERS = 'data-above-layers';

interface LayerProps {
  readonly open: boolean;
  /** Esc, or a press outside. */
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** What lies over the page and keeps the rest of it away, but for what stands above all layers. */
export function Layer({ open, onLeave, children }: LayerProps): ReactNode {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next, { event, reason }) => {
        if (next || (reason !== 'escape-key' && isAbove(event.target))) return;
        onLeave();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-shade transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        {children}
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function isAbove(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`[${ABOVE_LAYERS}]`) !== null;
}
