import type { ReactNode } from 'react';
import type { ReadState } from '../client/reads.ts';
import { Button } from './Button.tsx';
import { ProblemNote } from './Problem.tsx';

interface ReadingProps<Value> {
  readonly state: ReadState<Value>;
  /** What is read: `the memory`. */
  readonly what: string;
  readonly children: (value: Value) => ReactNode;
}

/** A read in all its states: on its way, failed, there; and there but not fresh any more. */
export function Reading<Value>({ state, what, children }: ReadingProps<Value>): ReactNode {
  const { value, problem, retry } = state;
  const note = problem !== null && (
    <ProblemNote problem={problem} className="m-4 rounded-lg bg-bad-soft p-3">
      <Button onClick={retry}>Read again</Button>
    </ProblemNote>
  );
  if (value === undefined) return problem === null ? <Outline what={what} /> : note;
  return (
    <>
      {note}
      {children(value)}
    </>
  );
}

const WIDTHS = ['w-2/5', 'w-3/5', 'w-1/2', 'w-1/3', 'w-3/5', 'w-2/5'] as const;

function Outline({ what }: { readonly what: string }): ReactNode {
  return (
    <div role="status" aria-label={`Reading ${what}`} className="min-h-0 flex-1 space-y-5 overflow-hidden p-6">
      {WIDTHS.map((width, index) => (
        <div key={index} aria-hidden className="space-y-2">
          <div className={`h-3 rounded-full bg-press ${width}`} />
          <div className="h-2.5 w-3/4 rounded-full bg-hover" />
        </div>
      ))}
    </div>
  );
}
