import { Check, Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Age } from '../../ui/Ages.tsx';
import { cx } from '../../ui/cx.ts';
import { openRowMenu } from './rowMenuAt.ts';
import type { TileState } from './Tiles.tsx';

interface TileHeadProps extends TileState {
  readonly of: string;
  readonly name: string;
  /** When something was last seen of it; null: never. */
  readonly at: string | null;
}

/** The first line of a tile: whose it is, how long it has been still, whether it is selected, and its menu. */
export function TileHead({ of, name, at, current, selected }: TileHeadProps): ReactNode {
  return (
    <div className="flex h-5 min-w-0 items-center gap-1.5">
      {selected && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
      <span className="min-w-0 flex-1 truncate font-medium" title={name}>
        {name}
      </span>
      {at !== null && (
        <Age at={at} className={cx('tabular shrink-0 text-small text-muted', !current && 'group-hover:opacity-0')} />
      )}
      <button
        type="button"
        tabIndex={-1}
        data-menu
        aria-label={`Actions for ${name}`}
        className={cx(
          'inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:bg-press hover:text-ink',
          // Where it shows only under the pointer, it takes the place of the age.
          current ? '-mr-1' : 'absolute right-1.5 opacity-0 group-hover:opacity-100',
        )}
        onClick={(event) => {
          event.stopPropagation();
          openRowMenu(of, event.currentTarget);
        }}
      >
        <Ellipsis aria-hidden className="size-4" />
      </button>
    </div>
  );
}
