import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { dismissProblem, useActions } from '../container/actions.ts';

interface ActionProblemsProps {
  readonly containers: Readonly<Record<string, Container>>;
}

/** What could not be done, until the user has seen it. */
export function ActionProblems({ containers }: ActionProblemsProps): ReactNode {
  const problems = useActions((state) => state.problems);
  return Object.entries(problems).map(([name, problem]) => (
    <div
      key={name}
      className="flex max-h-72 items-start gap-2 overflow-y-auto border-b border-line bg-bad-soft px-4 py-2.5"
    >
      <ProblemNote problem={problem} className="flex-1">
        <span className="mr-1 font-medium">{containers[name]?.shortName ?? name}</span>
      </ProblemNote>
      <IconButton label="Dismiss" onClick={() => dismissProblem(name)}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  ));
}
