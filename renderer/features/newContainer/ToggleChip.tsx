import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';

interface ToggleChipProps {
  readonly pressed: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** A chip that is on or off. */
export function ToggleChip({ pressed, onToggle, children }: ToggleChipProps): ReactNode {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onToggle}
      className={cx(
        'inline-flex h-7 items-center rounded-md border px-2 transition-colors',
        pressed ? 'border-accent bg-accent-soft text-accent' : 'border-line text-muted hover:bg-hover',
      )}
    >
      {children}
    </button>
  );
}
