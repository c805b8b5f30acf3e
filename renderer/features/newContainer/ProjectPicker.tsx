import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useMaestro } from '../../client/store.ts';
import { problemOf } from '../../client/ask.ts';
import { type FolderChoice, folderChoices, typedPath } from './folders.ts';
import { folderKeyAct } from './folderKeys.ts';
import { FolderLine } from './FolderLine.tsx';

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
  /** Enter came before the typed folder was read: what was shown until then was another one. */
  const due = useRef(false);
  const path = typedPath(text)?.folder ?? '';
  const {
    data: listing,
    error,
    isPending,
  } = useQuery({
    queryKey: ['folders', path],
    queryFn: () => client?.settings.folders({ path }) ?? null,
    enabled: client !== null,
    retry: false,
  });
  const choices = folderChoices({ text, recents, listing: listing ?? null });
  const current = choices[Math.min(at, choices.length - 1)];
  const type = (next: string): void => {
    setText(next);
    setAt(0);
    due.current = false;
  };
  const choose = (choice: FolderChoice): void => {
    onChoose(choice.path);
  };
  const walk = (choice: FolderChoice): void => {
    type(choice.path.endsWith('/') ? choice.path : `${choice.path}/`);
  };
  const isReading = isPending && client !== null;
  useEffect(() => {
    if (!due.current || isReading) return;
    due.current = false;
    if (current !== undefined && current.kind !== 'up') onChoose(current.path);
  }, [isReading, current, onChoose]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && current === undefined && isReading) {
      event.preventDefault();
      event.stopPropagation();
      due.current = true;
      return;
    }
    const act = folderKeyAct(event, { current, count: choices.length, at, setAt, choose, walk });
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
          <FolderLine
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
        <p className="px-2 py-1 text-muted">
          {isReading ? 'Reading the folder' : error === null ? 'No such folder.' : problemOf(error).sentence}
        </p>
      )}
      <p className="mt-1.5 px-2 text-small text-muted">Enter or a click chooses, → goes in.</p>
    </>
  );
}
