import { SquareTerminal } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyIcon } from './Copy.tsx';
import { cx } from './cx.ts';

/** The command line that does the same, to learn and to copy. */
export function CommandLine({ line, className }: { readonly line: string; readonly className?: string }): ReactNode {
  return (
    <span className={cx('inline-flex max-w-full min-w-0 items-center gap-1 text-small text-muted', className)}>
      <SquareTerminal aria-hidden className="size-3.5 shrink-0" />
      <code className="truncate font-mono" title={line}>
        {line}
      </code>
      <CopyIcon text={line} label="Copy the command" />
    </span>
  );
}
