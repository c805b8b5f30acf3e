import { Popover } from '@base-ui/react/popover';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cx } from './cx.ts';

interface ChipProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly mono?: boolean;
  readonly error?: string | undefined;
  readonly wide?: boolean;
  /** The editor behind the chip. */
  readonly children: (close: () => void) => ReactNode;
}

/** One default of a sheet: its name and value, and an editor behind it. */
export function Chip({ name, value, mono = false, error, wide = false, children }: ChipProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        data-chip={name}
        aria-invalid={error !== undefined}
        className={cx(
          'inline-flex h-7 max-w-80 min-w-0 items-center gap-1.5 rounded-md border px-2 transition-colors hover:bg-hover data-popup-open:bg-hover',
          error === undefined ? 'border-line' : 'border-bad bg-bad-soft',
        )}
      >
        <span className={error === undefined ? 'text-muted' : 'text-bad'}>{name}</span>
        <span className={cx('truncate', mono && 'font-mono text-code')}>{value}</span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-muted" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="start" sideOffset={4} collisionPadding={8} className="z-50">
          <Popover.Popup
            aria-label={name}
            className={cx(
              'rounded-lg border border-line bg-raised p-2 shadow-float outline-none',
              wide ? 'w-100' : 'w-72',
            )}
          >
            {children(() => {
              setOpen(false);
            })}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
