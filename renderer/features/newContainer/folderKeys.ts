import type { KeyboardEvent } from 'react';
import type { FolderChoice } from './folders.ts';

interface KeyParts {
  readonly current: FolderChoice | undefined;
  readonly count: number;
  readonly at: number;
  readonly setAt: (at: number) => void;
  readonly choose: (choice: FolderChoice) => void;
  readonly walk: (choice: FolderChoice) => void;
}

/** What a key does in the list. Right goes into a folder only from the end of what was typed. */
export function folderKeyAct(event: KeyboardEvent, parts: KeyParts): (() => void) | undefined {
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
