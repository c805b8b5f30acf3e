import { ChevronDown, FolderGit2, FolderPlus } from 'lucide-react';
import { Popover } from '@base-ui/react/popover';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { go, MISSIONS } from '../../client/place.ts';
import { openOverlay } from '../../client/overlay.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { count } from '../../ui/format.ts';
import { Tip } from '../../ui/Tip.tsx';
import { moved } from '../../ui/cursor.ts';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { closeProject } from './projects.ts';
import { GROUP_WORDS, groupOf, projectList } from './project-select.ts';

interface ProjectSwitcherProps {
  readonly projects: Snapshot['projects'];
  readonly current: ProjectEntry | null;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Which project is shown, and all the others: opened, recent, of the graph and of containers. */
export function ProjectSwitcher({ projects, current, open, onOpenChange }: ProjectSwitcherProps): ReactNode {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Tip text={current?.path ?? 'Choose a project'} keys={keyOf('switch-project')} side="right">
        <Popover.Trigger className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 hover:bg-press data-popup-open:bg-press">
          <FolderGit2 aria-hidden className="size-4 shrink-0 text-muted" />
          <span className="truncate font-semibold">{current?.name ?? 'Projects'}</span>
          <ChevronDown aria-hidden className="ml-auto size-3.5 shrink-0 text-muted" />
        </Popover.Trigger>
      </Tip>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="start" sideOffset={4} collisionPadding={8} className="z-50">
          <Popover.Popup
            aria-label="Projects"
            className="w-96 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-raised p-1.5 shadow-float outline-none"
          >
            <Switcher projects={projects} current={current} onDone={() => onOpenChange(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface SwitcherProps {
  readonly projects: Snapshot['projects'];
  readonly current: ProjectEntry | null;
  readonly onDone: () => void;
}

function Switcher({ projects, current, onDone }: SwitcherProps): ReactNode {
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
            <Line
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

interface LineProps {
  readonly id: string;
  readonly entry: ProjectEntry;
  /** Whether it begins its group. */
  readonly first: boolean;
  readonly pointed: boolean;
  readonly shown: boolean;
  readonly onShow: () => void;
}

const STATE_WORDS: Readonly<Record<ProjectEntry['state'], string>> = {
  known: '',
  opening: 'Reading',
  ready: '',
  uninitialized: 'Not prepared',
  missing: 'Gone',
  failed: 'Failed',
};

function Line({ id, entry, first, pointed, shown, onShow }: LineProps): ReactNode {
  const words = entry.state === 'ready' ? count(entry.missionCount, 'mission') : STATE_WORDS[entry.state];
  return (
    <>
      {first && (
        <li role="presentation" className="px-2 pt-1.5 pb-0.5 text-small text-muted">
          {GROUP_WORDS[groupOf(entry)]}
        </li>
      )}
      <li
        id={id}
        role="option"
        aria-selected={shown}
        onClick={onShow}
        ref={(item) => {
          if (pointed) item?.scrollIntoView({ block: 'nearest' });
        }}
        className={cx('rounded-md px-2 py-1', pointed ? 'bg-hover' : 'hover:bg-hover')}
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className={cx('truncate', shown ? 'font-semibold' : 'font-medium')}>{entry.name}</span>
          <span className="shrink-0 text-small text-muted">{words}</span>
        </span>
        <span className="block truncate text-small text-muted" title={entry.path}>
          {entry.path}
        </span>
      </li>
    </>
  );
}
