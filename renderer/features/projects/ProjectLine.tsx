import type { ReactNode } from 'react';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import { cx } from '../../ui/cx.ts';
import { count } from '../../ui/format.ts';
import { GROUP_WORDS, groupOf } from './project-select.ts';

interface ProjectLineProps {
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

/** One project of the list, below the name of its group where that begins. */
export function ProjectLine({ id, entry, first, pointed, shown, onShow }: ProjectLineProps): ReactNode {
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
