import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string;
  readonly mono?: boolean;
  readonly hint?: string | undefined;
}

/** A text field with its label and, below it, what it takes. */
export function Field({ label, mono = false, hint, className, ...props }: FieldProps): ReactNode {
  return (
    <label className={cx('block', className)}>
      <span className="mb-1 block text-small text-muted">{label}</span>
      <input
        spellCheck={false}
        autoComplete="off"
        {...props}
        className={cx('h-7 w-full rounded-md border border-line bg-surface px-2', mono && 'font-mono text-code')}
      />
      {hint !== undefined && <span className="mt-1 block text-small text-muted">{hint}</span>}
    </label>
  );
}
