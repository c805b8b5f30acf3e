import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { FOUND_MAX, type Screen } from './screen.ts';
import { FOUND } from './screenTheme.ts';
import { foundWords } from './terminalWords.ts';

interface FindBarProps {
  readonly screen: Screen;
  readonly onClose: () => void;
}

/** Finds text in all of the terminal's scrollback, the newest match first. */
export function FindBar({ screen: { search, term }, onClose }: FindBarProps): ReactNode {
  const [text, setText] = useState('');
  const [found, setFound] = useState({ index: -1, total: 0 });
  useEffect(() => {
    const results = search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setFound({ index: resultIndex, total: resultCount }),
    );
    return () => {
      results.dispose();
      search.clearDecorations();
    };
  }, [search]);
  const next = (): void => void search.findNext(text, FOUND);
  const previous = (): void => void search.findPrevious(text, FOUND);
  const look = (wanted: string): void => {
    setText(wanted);
    if (wanted !== '') {
      term.clearSelection();
      search.findPrevious(wanted, FOUND);
      return;
    }
    search.clearDecorations();
    setFound({ index: -1, total: 0 });
  };
  return (
    <div
      role="search"
      className="absolute top-2 right-4 flex items-center gap-1 rounded-lg border border-line bg-raised p-1 shadow-float"
    >
      <input
        autoFocus
        aria-label="Find in the terminal"
        aria-invalid={text !== '' && found.total === 0}
        placeholder="Find"
        value={text}
        spellCheck={false}
        onChange={(event) => look(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter') (event.shiftKey ? next : previous)();
        }}
        className="h-7 w-48 rounded-md border border-line bg-surface px-2"
      />
      <span role="status" className="tabular min-w-22 px-1 text-small text-muted">
        {text === '' ? '' : foundWords(found, FOUND_MAX)}
      </span>
      <IconButton label="Match above" keys="enter" onClick={previous}>
        <ChevronUp aria-hidden className="size-4" />
      </IconButton>
      <IconButton label="Match below" keys="shift+enter" onClick={next}>
        <ChevronDown aria-hidden className="size-4" />
      </IconButton>
      <IconButton label="Close" keys="escape" onClick={onClose}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
