import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { IconButton } from '../../ui/Button.tsx';
import { sentence } from '../../ui/format.ts';
import { ProblemNote } from '../../ui/Problem.tsx';
import { dismissProblem, useActions } from './actions.ts';
import { type Failed, openProblems } from './problem-select.ts';

interface ActionProblemsProps {
  readonly snapshot: Snapshot;
  /** The container whose page this is; without it all of them. */
  readonly only?: string;
}

/** What could not be done, until it has come about all the same or the user has seen it. */
export function ActionProblems({ snapshot, only }: ActionProblemsProps): ReactNode {
  const failed = useActions((state) => state.problems);
  const own = only === undefined ? failed : pick(failed, only);
  return openProblems(own, snapshot).map(({ names, problem }) => (
    <div
      key={names[0]}
      className="flex max-h-72 items-start gap-2 overflow-y-auto border-b border-line bg-bad-soft px-4 py-2.5"
    >
      <ProblemNote problem={problem} className="flex-1">
        <span className="mr-1 font-medium">
          {sentence(names.map((name) => snapshot.containers[name]?.shortName ?? name))}
        </span>
      </ProblemNote>
      <IconButton label="Dismiss" onClick={() => names.forEach(dismissProblem)}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  ));
}

function pick(failed: Readonly<Record<string, Failed>>, name: string): Readonly<Record<string, Failed>> {
  const own = failed[name];
  return own === undefined ? {} : { [name]: own };
}
