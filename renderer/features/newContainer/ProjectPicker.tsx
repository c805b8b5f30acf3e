import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronRight, CornerLeftUp, Folder, FolderGit2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from 'react';
import { useMaestro } from '../../client/store.ts';
import { cx } from '../../ui/cx.ts';
import { problemOf } from '../../client/ask.ts';
import { type FolderChoice, folderChoices, typedPath } from './folders.ts';

interface ProjectPickerProps {
  readonly recents: readonly string[];
  readonly project: string;
  readonly onChoose: (path: string) => void;
  readonly field?: RefObject<HTMLInputElement | null>;
}

/** Chooses a folder: recent projects, a typed path, or walking through folders; all of it by keyboard. */
export function ProjectPicker({ recents, project, onChoose, field }: ProjectPickerProps): ReactNode {
  const client = useMaestro((maestro) => maestro.client);
  const own = useRef<HTMLInputElement>(null);
  const input = field ?? own;
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const path = typedPath(text)?.folder ?? '';
  const { data: listing, error } = useQuery({
    queryKey: ['folders', path],
    queryFn: () => client?.settings.folders({ path }) ?? null,
    enabled: client !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const choices = folderChoices({ text, recents, listing: listing ?? null });
  const current = choices[Math.min(at, choices.length - 1)];
  const type = (next: string): void => {
    setText(next);
    setAt(0);
  };
  const choose = (choice: FolderChoice): void => {
    onChoose(choice.path);
  };
  const walk = (choice: FolderChoice): void => {
    type(choice.path.endsWith('/') ? choice.path : `${choice.path}/`);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = keyAct(event, { current, count: choices.length, at, setAt, choose, walk });
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <>
      <input
        ref={input}
        role="combobox"
        aria-label="Project folder"
        aria-expanded
        aria-controls="folder-choices"
        aria-activedescendant={current === undefined ? undefined : `folder-${choices.indexOf(current)}`}
        value={text}
        placeholder={project === '' ? 'Search, or type a path' : project}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          type(event.target.value);
        }}
        onKeyDown={onKeyDown}
        className="h-7 w-full rounded-md border border-line bg-surface px-2"
      />
      <ul id="folder-choices" role="listbox" aria-label="Folders" className="mt-1.5 max-h-64 overflow-y-auto">
        {choices.map((choice, index) => (
          <Choice
            key={`${choice.kind}${choice.path}`}
            choice={choice}
            id={`folder-${index}`}
            current={choice === current}
            onChoose={() => {
              if (choice.kind === 'up') walk(choice);
              else choose(choice);
            }}
            onWalk={() => {
              walk(choice);
              input.current?.focus();
            }}
          />
        ))}
      </ul>
      {choices.length === 0 && (
        <p className="px-2 py-1 text-muted">{error === null ? 'No such folder.' : problemOf(error).sentence}</p>
      )}
      <p className="mt-1.5 px-2 text-small text-muted">Enter or a click chooses, → goes in.</p>
    </>
  );
}

interface KeyParts {
  readonly current: FolderChoice | undefined;
  readonly count: number;
  readonly at: number;
  readonly setAt: (at: number) => void;
  readonly choose: (choice: FolderChoice) => void;
  readonly walk: (choice: FolderChoice) => void;
}

/** What a key does in the list. Right goes into a folder only from the end of what was typed. */
function keyAct(event: KeyboardEvent, parts: KeyParts): (() => void) | undefined {
  const { current, count, at, setAt, choose, walk } = parts;
  const field = event.target as HTMLInputElement;
  if (event.metaKey || event.ctrlKey || event.altKey) return undefined;
  if (event.key === 'ArrowDown') return () => setAt(Math.min(count - 1, at + 1));
  if (event.key === 'ArrowUp') return () => setAt(Math.max(0, at - 1));
  if (current === undefined) return undefined;
  if (event.key === 'Enter') return () => (current.kind === 'up' ? walk(current) : choose(current));
  if (event.key === 'ArrowRight' && field.selectionStart === field.value.length) return () => walk(current);
  return undefined;
}

interface ChoiceProps {
  readonly choice: FolderChoice;
  readonly id: string;
  readonly current: boolean;
  readonly onChoose: () => void;
  readonly onWalk: () => void;
}

const ICONS = { up: CornerLeftUp, recent: FolderGit2, git: FolderGit2, folder: Folder } as const;

function Choice({ choice, id, current, onChoose, onWalk }: ChoiceProps): ReactNode {
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
