import type { SearchAddon } from '@xterm/addon-search';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';

interface FindBarProps {
  readonly search: SearchAddon;
  readonly onClose: () => void;
}

/** Finds text on the terminal's screen. */
export function FindBar({ search, onClose }: FindBarProps): ReactNode {
  const [text, setText] = useState('');
  const [found, setFound] = useState(true);
  const next = (): void => setFound(text === '' || search.findNext(text));
  const previous = (): void => setFound(text === '' || search.findPrevious(text));
  return (
    <div
      role="search"
      className="absolute top-2 right-4 flex items-center gap-1 rounded-lg border border-line bg-raised p-1 shadow-float"
    >
      <input
        autoFocus
        aria-label="Find in the terminal"
        aria-invalid={!found}
        placeholder="Find"
        value={text}
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          setFound(event.target.value === '' || search.findNext(event.target.value, { incremental: true }));
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter') (event.shiftKey ? previous : next)();
        }}
        className="h-7 w-48 rounded-md border border-line bg-surface px-2"
      />
      <span role="status" className="w-18 px-1 text-small text-muted">
        {found ? '' : 'No match'}
      </span>
      <IconButton label="Previous match" onClick={previous}>
        <ChevronUp aria-hidden className="size-4" />
      </IconButton>
      <IconButton label="Next match" onClick={next}>
        <ChevronDown aria-hidden className="size-4" />
      </IconButton>
      <IconButton label="Close" keys="escape" onClick={onClose}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
