import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../electron/contract/errors.ts';
import { CopyButton } from './Copy.tsx';
import { cx } from './cx.ts';
import { HintText } from './HintText.tsx';
import { Fold, Output } from './Fold.tsx';

interface ProblemProps {
  readonly problem: Problem;
  /** Buttons for the next action. */
  readonly children?: ReactNode;
  readonly className?: string;
  /** Where the place itself already shows that something failed. */
  readonly plain?: boolean;
}

/** A failure in place: sentence, next steps, the command and its output folded, a report to copy. */
export function ProblemNote({ problem, children, className, plain = false }: ProblemProps): ReactNode {
  return (
    <div role="alert" className={cx('flex min-w-0 gap-2.5', className)}>
      {!plain && <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />}
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words text-ink">{problem.sentence}</p>
        <Hints hints={problem.hints} />
        {problem.detail !== null && (
          <Fold title="Command and output" className="mt-1.5">
            <Output label="Command and output">{problem.detail}</Output>
          </Fold>
        )}
        <div className="mt-2 flex flex-wrap items-center gap-1.5">
          {children}
          <CopyButton text={reportOf(problem)} label="Copy report" />
          <code className="ml-1 font-mono text-small text-muted">{problem.code}</code>
        </div>
      </div>
    </div>
  );
}

/** Next steps, a line each. */
export function Hints({ hints }: { readonly hints: readonly string[] }): ReactNode {
  return hints.map((hint) => (
    <p key={hint} className="break-words text-muted">
      <HintText hint={hint} />
    </p>
  ));
}

function reportOf(problem: Problem): string {
  return [`${problem.code}: ${problem.sentence}`, ...problem.hints.map((hint) => `- ${hint}`), problem.detail ?? '']
    .join('\n')
    .trim();
}
