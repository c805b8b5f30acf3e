import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Write } from '../client/writes.ts';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import { HintText } from './HintText.tsx';
import { ProblemNote } from './Problem.tsx';

interface WriteNoteProps {
  readonly write: Write;
  readonly className?: string;
}

/** How a write ended, where it was asked for: why it failed, or what should be read although it was done. */
export function WriteNote({ write, className }: WriteNoteProps): ReactNode {
  if (write.problem !== null) {
    return (
      <ProblemNote problem={write.problem} className={cx('rounded-lg bg-bad-soft p-3', className)}>
        <Button onClick={write.clear}>Dismiss</Button>
      </ProblemNote>
    );
  }
  if (write.warnings.length === 0) return null;
  return (
    <div role="status" className={cx('flex gap-2 rounded-lg border border-line bg-chrome p-3', className)}>
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="min-w-0 flex-1">
        {write.warnings.map((warning) => (
          <p key={warning} className="break-words">
            <HintText hint={warning} />
          </p>
        ))}
      </div>
      <Button look="quiet" onClick={write.clear}>
        Dismiss
      </Button>
    </div>
  );
}
