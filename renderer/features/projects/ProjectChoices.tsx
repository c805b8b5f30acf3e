import { FolderPlus } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { go, MISSIONS } from '../../client/place.ts';
import { openOverlay } from '../../client/overlay.ts';
import { Button } from '../../ui/Button.tsx';
import { moved } from '../../ui/cursor.ts';
import { closeProject } from './projects.ts';
import { groupOf, projectList } from './project-select.ts';
import { ProjectLine } from './ProjectLine.tsx';

interface ProjectChoicesProps {
  readonly projects: Snapshot['projects'];
  readonly current: ProjectEntry | null;
  readonly onDone: () => void;
}

/** All projects to choose from by mouse or keys, and how to open one more. */
export function ProjectChoices({ projects, current, onDone }: ProjectChoicesProps): ReactNode {
  const all = projectList(projects);
  const [at, setAt] = useState<string | null>(current?.path ?? null);
  const paths = all.map(({ path }) => path);
  const show = (path: string): void => {
    onDone();
    go({ ...MISSIONS, project: path });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (by !== undefined) setAt(moved(paths, at, by));
    else if (event.key !== 'Enter' || at === null) return;
    else show(at);
    event.preventDefault();
  };
  return (
    <>
      {all.length > 0 && (
        <ul
          role="listbox"
          aria-label="Projects"
          tabIndex={0}
          autoFocus
          aria-activedescendant={at === null ? undefined : `project-${paths.indexOf(at)}`}
          onKeyDown={onKeyDown}
          className="focus-inset max-h-[50vh] overflow-y-auto rounded-md"
        >
          {all.map((entry, index) => (
            <ProjectLine
              key={entry.path}
              id={`project-${index}`}
              entry={entry}
              first={index === 0 || groupOf(all[index - 1] ?? entry) !== groupOf(entry)}
              pointed={entry.path === at}
              shown={entry.path === current?.path}
              onShow={() => show(entry.path)}
            />
          ))}
        </ul>
      )}
      <div className="mt-1 flex items-center justify-between gap-2 border-t border-line pt-1.5">
        <Button
          look="quiet"
          onClick={() => {
            onDone();
            openOverlay({ kind: 'open-project' });
          }}
        >
          <FolderPlus aria-hidden className="size-4" />
          Open another folder…
        </Button>
        {current?.sources.includes('open') === true && (
          <Button
            look="quiet"
            onClick={() => {
              onDone();
              void closeProject(current.path);
            }}
          >
            Close {current.name}
          </Button>
        )}
      </div>
    </>
  );
}
