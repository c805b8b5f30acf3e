import { Search } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { cx } from './cx.ts';
import { Keys } from './Keys.tsx';

const LEAVING: ReadonlySet<string> = new Set(['Escape', 'Enter', 'ArrowDown']);

interface SearchFieldProps {
  /** What is searched, for those who listen. */
  readonly label: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly id?: string;
  readonly field?: Ref<HTMLInputElement>;
  /** The key that leads here, shown while nothing is typed. */
  readonly chord?: string;
  /** To the list that is searched: Enter and arrow down lead there, and so does Escape, which clears. Unset: out of the field. */
  readonly onLeave?: () => void;
  readonly className?: string;
}

/** A field that narrows a list as one types. */
export function SearchField({
  label,
  query,
  onQuery,
  id,
  field,
  chord,
  onLeave,
  className,
}: SearchFieldProps): ReactNode {
  return (
    <div className={cx('relative', className)}>
      <Search aria-hidden className="pointer-events-none absolute top-1.5 left-2 size-4 text-muted" />
      <input
        id={id}
        ref={field}
        type="search"
        aria-label={label}
        placeholder="Search"
        value={query}
        spellCheck={false}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onQuery('');
          if (!LEAVING.has(event.key)) return;
          event.preventDefault();
          if (onLeave === undefined) event.currentTarget.blur();
          else onLeave();
        }}
        className="h-7 w-full rounded-md border border-line bg-surface pr-7 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {query === '' && chord !== undefined && (
        <span aria-hidden className="pointer-events-none absolute top-1 right-1.5">
          <Keys chord={chord} />
        </span>
      )}
    </div>
  );
}
