import { Check, CircleX, X } from 'lucide-react';
import { type MouseEvent, type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { hush, type Toast, undo, useTold } from '../client/told.ts';
import { keyOf } from '../features/shortcuts/shortcuts.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { HintText } from '../ui/HintText.tsx';
import { ABOVE_LAYERS } from '../ui/Layer.tsx';
import { Keys } from '../ui/Keys.tsx';

const SHOWN_MS = 8000;

/** What was done, for some seconds, with the way back. It waits while it is looked at. */
export function Toasts(): ReactNode {
  const shown = useTold((told) => told.shown);
  const last = useTold((told) => told.done.at(-1)?.id);
  const [held, setHeld] = useState(false);
  return createPortal(
    <div
      role="status"
      // Said outright: layers hide whatever else lies behind them.
      aria-live="polite"
      aria-label="What was done"
      {...{ [ABOVE_LAYERS]: '' }}
      className="pointer-events-none fixed bottom-9 left-16 z-50 flex max-w-[calc(100vw-5rem)] flex-col items-start gap-2"
      onMouseDown={keepFocus}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {shown.map((toast) => (
        <Line key={toast.id} toast={toast} held={held} hasKey={toast.id === last} />
      ))}
    </div>,
    document.body,
  );
}

/** A message goes when its button is pressed: what had the focus, as a text that is being written, keeps it. */
function keepFocus(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest('button') !== null) event.preventDefault();
}

interface LineProps {
  readonly toast: Toast;
  readonly held: boolean;
  /** The key takes this one back. */
  readonly hasKey: boolean;
}

function Line({ toast, held, hasKey }: LineProps): ReactNode {
  const { id, text, final, undo: remedy, warnings = [], failed, busy } = toast;
  const waits = held || busy || failed || warnings.length > 0;
  useEffect(() => {
    if (waits) return undefined;
    const timer = setTimeout(() => hush(id), SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [id, waits]);
  return (
    <div className="pointer-events-auto flex max-w-120 items-center gap-2.5 rounded-lg border border-line bg-raised py-1.5 pr-1.5 pl-3 shadow-float">
      {failed ? (
        <CircleX aria-hidden className="size-4 shrink-0 text-bad" />
      ) : (
        <Check aria-hidden className="size-4 shrink-0 text-good" />
      )}
      <div className="min-w-0 flex-1 break-words">
        <p className="line-clamp-3">
          {text} {final !== undefined && <span className="text-muted">{final}</span>}
        </p>
        {warnings.map((warning) => (
          <p key={warning} className="text-warn">
            <HintText hint={warning} />
          </p>
        ))}
      </div>
      {remedy !== undefined && (
        <Button disabled={busy} onClick={() => void undo(toast)}>
          {remedy.word}
          {hasKey && <Keys chord={keyOf('undo')} />}
        </Button>
      )}
      <IconButton label="Dismiss this message" side="top" onClick={() => hush(id)}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
