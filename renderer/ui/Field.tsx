import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string;
  readonly mono?: boolean;
  readonly hint?: string | undefined;
}

/** A text field with its label and, below it, what it takes; or, where it is invalid, what is wrong. */
export function Field({ label, mono = false, hint, className, ...props }: FieldProps): ReactNode {
  const isWrong = props['aria-invalid'] === true;
  return (
    <label className={cx('block', className)}>
      <span className="mb-1 block text-small text-muted">{label}</span>
      <input
        spellCheck={false}
        autoComplete="off"
        {...props}
        className={cx(
          'h-7 w-full rounded-md border bg-surface px-2',
          isWrong ? 'border-bad' : 'border-line',
          mono && 'font-mono text-code',
        )}
      />
      {hint !== undefined && (
        <span className={cx('mt-1 block text-small', isWrong ? 'text-bad' : 'text-muted')}>{hint}</span>
      )}
    </label>
  );
}
