import type { ReactNode } from 'react';
import type { Outcome } from '../client/writes.ts';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import { ProblemNote } from './Problem.tsx';

interface WriteNoteProps {
  readonly write: Outcome;
  readonly className?: string;
}

/** Why a write failed, where it was asked for. What was done is told by a message. */
export function WriteNote({ write, className }: WriteNoteProps): ReactNode {
  if (write.problem === null) return null;
  return (
    <ProblemNote problem={write.problem} className={cx('rounded-lg bg-bad-soft p-3', className)}>
      <Button onClick={write.clear}>Dismiss</Button>
    </ProblemNote>
  );
}
