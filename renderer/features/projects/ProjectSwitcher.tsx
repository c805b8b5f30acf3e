import { ChevronDown, FolderGit2 } from 'lucide-react';
import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { Tip } from '../../ui/Tip.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { ProjectChoices } from './ProjectChoices.tsx';

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
            <ProjectChoices projects={projects} current={current} onDone={() => onOpenChange(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
