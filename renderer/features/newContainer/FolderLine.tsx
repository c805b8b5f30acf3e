import { ChevronRight, CornerLeftUp, Folder, FolderGit2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import type { FolderChoice } from './folders.ts';

interface FolderLineProps {
  readonly choice: FolderChoice;
  readonly id: string;
  readonly current: boolean;
  readonly onChoose: () => void;
  readonly onWalk: () => void;
}

const ICONS = { up: CornerLeftUp, recent: FolderGit2, git: FolderGit2, folder: Folder } as const;

/** A folder to choose, or to go into. */
export function FolderLine({ choice, id, current, onChoose, onWalk }: FolderLineProps): ReactNode {
  const Icon = ICONS[choice.kind];
  return (
    <li
      id={id}
      role="option"
      aria-selected={current}
      ref={(item) => {
        if (current) item?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={onChoose}
      className={cx('flex h-7 items-center gap-2 rounded-md px-2 hover:bg-hover', current && 'bg-hover')}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="shrink-0">{choice.name}</span>
      <span className="ml-auto min-w-0 truncate pl-3 text-small text-muted">{choice.aside}</span>
      {choice.kind !== 'up' && (
        <span
          aria-hidden
          data-walk
          title={`Go into ${choice.name}`}
          onClick={(event) => {
            event.stopPropagation();
            onWalk();
          }}
          className="-mr-1 flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:bg-press hover:text-ink"
        >
          <ChevronRight className="size-4" />
        </span>
      )}
    </li>
  );
}
