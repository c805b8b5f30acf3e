import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

interface FoldProps {
  readonly title: ReactNode;
  readonly className?: string;
  /** Whether it is unfolded from the start. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** Something that can be unfolded. */
export function Fold({ title, className, open = false, children }: FoldProps): ReactNode {
  return (
    <details open={open} className={cx('group min-w-0', className)}>
      <summary className="flex w-fit max-w-full min-w-0 list-none items-center gap-1 rounded-sm text-muted hover:text-ink">
        <ChevronRight aria-hidden className="size-3.5 shrink-0 transition-transform group-open:rotate-90" />
        {title}
      </summary>
      {children}
    </details>
  );
}

interface OutputProps {
  readonly label: string;
  readonly children: string;
}

/** What a command printed. */
export function Output({ label, children }: OutputProps): ReactNode {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      className="mt-1.5 max-h-60 overflow-auto rounded-md border border-line bg-surface p-2 font-mono text-code whitespace-pre-wrap text-ink"
    >
      {children}
    </pre>
  );
}
