import { FileWarning, FolderOpen, FolderX, ListChecks, Target } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import { go, MISSIONS } from '../../client/place.ts';
import { openOverlay } from '../../client/overlay.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { commands } from './mission/command-select.ts';
import { closeProject, initProject, openProject, useProjectProblems } from '../projects/projects.ts';

/** No project is known, or not the one that the address names. */
export function NoProject({ path }: { readonly path: string | null }): ReactNode {
  const problem = useProjectProblems((problems) => (path === null ? null : (problems[path] ?? null)));
  if (path !== null) {
    return (
      <Blank icon={FolderOpen} title="This project is not open.">
        <p className="max-w-110 break-all">{path}</p>
        <Button look="primary" className="mt-2" onClick={() => void openProject(path)}>
          Open it
        </Button>
        {problem !== null && (
          <ProblemNote problem={problem} className="max-w-180 rounded-lg bg-bad-soft p-3 text-left" />
        )}
      </Blank>
    );
  }
  return (
    <Blank icon={FolderOpen} title="Open a project.">
      <p className="max-w-110">
        Missions live in the <code className="font-mono text-code">.maestro</code> folder of a project, as plain files
        that you, your agents and this page share.
      </p>
      <Button look="primary" className="mt-2" onClick={() => openOverlay({ kind: 'open-project' })}>
        Open a folder
      </Button>
    </Blank>
  );
}

/** The project has no mission. */
export function NoMission(): ReactNode {
  return (
    <Blank icon={Target} title="Turn a plan into work.">
      <p className="max-w-110">
        A plan is JSON with milestones and features. Its mission is a draft until you approve it. Press{' '}
        <Keys chord={keyOf('import-plan')} /> to paste or drop one.
      </p>
      <Button look="primary" className="mt-2" onClick={() => openOverlay({ kind: 'import-plan' })}>
        Import JSON
      </Button>
      <CommandLine line={commands.importPlan('')} />
    </Blank>
  );
}

/** A mission that the address names and the project does not have. */
export function MissionGone({ project, id }: { readonly project: string; readonly id: string }): ReactNode {
  return (
    <Blank icon={FileWarning} title={`There is no mission ${id} here.`}>
      <p className="max-w-110">It was removed or renamed on disk, or its file cannot be read.</p>
      <Button className="mt-2" onClick={() => go({ ...MISSIONS, project })}>
        Show the others
      </Button>
    </Blank>
  );
}

/** What can be done with a project whose files are not on screen. */
export function ProjectState({ entry }: { readonly entry: ProjectEntry }): ReactNode {
  switch (entry.state) {
    case 'ready':
      return null;
    case 'known':
    case 'opening':
      return <BoardOutline label={`Reading ${entry.name}`} />;
    case 'uninitialized':
      return (
        <Blank icon={ListChecks} title={`${entry.name} has no missions folder yet.`}>
          <p className="max-w-110">
            Preparing it adds a <code className="font-mono text-code">.maestro</code> folder and changes nothing else.
          </p>
          <Button look="primary" className="mt-2" onClick={() => void initProject(entry.path)}>
            Prepare this project
          </Button>
          <CommandLine line={commands.init} />
        </Blank>
      );
    case 'missing':
      return (
        <Blank icon={FolderX} title={`${entry.name} is not there any more.`}>
          <p className="max-w-110 break-all">{entry.path}</p>
          <span className="mt-2 flex gap-2">
            <Button onClick={() => void openProject(entry.path)}>Look again</Button>
            <Button onClick={() => void closeProject(entry.path)}>Forget it</Button>
          </span>
        </Blank>
      );
    case 'failed':
      return <Failed problem={entry.problem} onRetry={() => void openProject(entry.path)} />;
  }
}

interface FailedProps {
  readonly problem: Problem | null;
  readonly onRetry: () => void;
}

/** Something could not be read. */
export function Failed({ problem, onRetry }: FailedProps): ReactNode {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-6">
      {problem !== null && (
        <ProblemNote problem={problem} className="mx-auto max-w-180 rounded-lg bg-bad-soft p-4">
          <Button onClick={onRetry}>Try again</Button>
        </ProblemNote>
      )}
    </div>
  );
}

const HEIGHTS = [2, 3, 1, 2, 4, 1] as const;

/** The outline of a board before it was read. */
export function BoardOutline({ label }: { readonly label: string }): ReactNode {
  return (
    <div role="status" aria-label={label} className="flex min-h-0 flex-1 gap-3 overflow-hidden p-4">
      {HEIGHTS.map((cards, column) => (
        <div key={column} aria-hidden className="flex min-w-32 flex-1 flex-col gap-2">
          <span className="mb-1 h-3 w-16 rounded-full bg-press" />
          {Array.from({ length: cards }, (_, card) => (
            <span key={card} className="h-16 rounded-lg bg-hover" />
          ))}
        </div>
      ))}
    </div>
  );
}
