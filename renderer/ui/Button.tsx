import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';
import { Tip } from './Tip.tsx';

const LOOKS = {
  primary: 'bg-accent-fill text-on-accent font-medium hover:bg-accent-fill-hover',
  plain: 'border border-line bg-raised text-ink hover:bg-hover active:bg-press',
  quiet: 'text-muted hover:bg-hover hover:text-ink active:bg-press',
  /** Leads to a question about something that goes for good. */
  risky: 'text-bad hover:bg-hover active:bg-press',
  danger: 'bg-bad-fill text-on-bad font-medium hover:opacity-90',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof LOOKS;
}

/** A button with a word. Disabled ones stay readable. */
export function Button({ look = 'plain', className, ...props }: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      data-words=""
      {...props}
      className={cx(
        'inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-md px-2.5 text-ui whitespace-nowrap',
        'transition-colors disabled:pointer-events-none disabled:opacity-50',
        LOOKS[look],
        className,
      )}
    />
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** What it does: its accessible name and its tooltip. */
  readonly label: string;
  readonly keys?: string;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
}

/** A button with an icon only; its name is in the tooltip. */
export function IconButton({ label, keys, side, className, ...props }: IconButtonProps): ReactNode {
  return (
    <Tip text={label} keys={keys} side={side}>
      <button
        type="button"
        aria-label={label}
        {...props}
        className={cx(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted transition-colors',
          'hover:bg-press hover:text-ink aria-pressed:text-accent disabled:pointer-events-none disabled:opacity-50',
          className,
        )}
      />
    </Tip>
  );
}
