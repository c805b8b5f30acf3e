import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import type { LookState } from './review.ts';

interface NotReadProps {
  readonly state: LookState<unknown>;
  readonly what: string;
}

/** What a sheet waits for is on its way, or could not be read. */
export function NotRead({ state: { problem, busy, retry }, what }: NotReadProps): ReactNode {
  if (problem === null || busy)
    return (
      <p role="status" className="text-muted">
        Reading {what}…
      </p>
    );
  return (
    <ProblemNote problem={problem} className="rounded-lg bg-bad-soft p-3">
      <Button onClick={retry}>Read again</Button>
    </ProblemNote>
  );
}
