import { type ReactNode, type RefObject, useLayoutEffect } from 'react';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { Container } from '../../../electron/contract/containers.ts';
import { ProblemNote } from '../../ui/Problem.tsx';
import { useLastLines } from './useLastLines.ts';

interface LastLinesProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly container: Container;
}

/** What an agent's terminal shows last, its end in sight. */
export function LastLines({ ref, container }: LastLinesProps): ReactNode {
  const { value, problem } = useLastLines(container);
  const text = value?.join('\n');
  useLayoutEffect(() => {
    if (ref.current !== null) ref.current.scrollTop = ref.current.scrollHeight;
  }, [ref, text]);
  return (
    <div
      ref={ref}
      tabIndex={0}
      role="group"
      aria-label="Last lines of its terminal"
      className="focus-inset min-h-40 flex-1 overflow-y-auto border-y border-line bg-surface px-5 py-3"
    >
      {container.docker !== 'running' ? (
        <p className="text-muted">It does not run, so its terminal shows nothing.</p>
      ) : (
        <Text text={text} problem={problem} />
      )}
    </div>
  );
}

interface TextProps {
  readonly text: string | undefined;
  readonly problem: Problem | null;
}

/** What it showed when it was read last; where that fails by now, it says so. */
function Text({ text, problem }: TextProps): ReactNode {
  return (
    <>
      {text !== undefined && (
        <pre className="font-mono text-code wrap-anywhere whitespace-pre-wrap">
          {text === '' ? 'Nothing yet.' : text}
        </pre>
      )}
      {problem !== null ? (
        <ProblemNote problem={problem} />
      ) : (
        text === undefined && (
          <p role="status" className="text-muted">
            Reading its terminal
          </p>
        )
      )}
    </>
  );
}
