import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';

interface TextAreaProps extends ComponentProps<'textarea'> {
  readonly label: string;
}

/** A text of several lines with its label; it grows with what is in it. */
export function TextArea({ label, className, ...props }: TextAreaProps): ReactNode {
  return (
    <label className={cx('block', className)}>
      <span className="mb-1 block text-small text-muted">{label}</span>
      <textarea
        {...props}
        className="block field-sizing-content max-h-[40vh] min-h-20 w-full resize-none rounded-md border border-line bg-surface px-2 py-1.5"
      />
    </label>
  );
}
