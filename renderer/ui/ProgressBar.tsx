import type { ReactNode } from 'react';

/** How far something is, from 0 to 1. */
export function ProgressBar({ value, label }: { readonly value: number; readonly label: string }): ReactNode {
  const percent = Math.round(value * 100);
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="block h-1 overflow-hidden rounded-full bg-press"
    >
      <span className="block h-full rounded-full bg-accent-fill transition-[width]" style={{ width: `${percent}%` }} />
    </span>
  );
}
