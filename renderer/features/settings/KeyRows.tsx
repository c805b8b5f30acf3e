import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { UserKey } from '../../../electron/contract/settings.ts';
import { cx } from '../../ui/cx.ts';
import { type Roving, rovingRow } from '../../ui/roving.ts';
import { keyTail, type keySections, ORIGIN_WORDS, valueText } from './settings-select.ts';

interface KeyRowsProps {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly roving: Roving;
  readonly sections: ReturnType<typeof keySections>;
  readonly current: string;
  readonly onChoose: (key: string) => void;
}

/** The keys with what holds and where that comes from. */
export function KeyRows({ list, roving, sections, current, onChoose }: KeyRowsProps): ReactNode {
  return (
    <div
      ref={list}
      role="group"
      aria-label="Settings"
      {...roving.list}
      className="max-h-1/2 min-h-0 shrink-0 overflow-y-auto border-b border-line p-2 @min-[38rem]:max-h-full @min-[38rem]:w-3/5 @min-[38rem]:border-r @min-[38rem]:border-b-0"
    >
      {sections.map(({ name, keys }) => (
        <section key={name} aria-label={name} className="mb-3">
          <h2 className="flex h-6 items-center px-2 font-mono text-code font-medium text-muted">{name}</h2>
          {keys.map((row) => (
            <Row key={row.key} row={row} current={row.key === current} onChoose={() => onChoose(row.key)} />
          ))}
        </section>
      ))}
    </div>
  );
}

interface RowProps {
  readonly row: UserKey;
  readonly current: boolean;
  readonly onChoose: () => void;
}

function Row({ row, current, onChoose }: RowProps): ReactNode {
  const { key, value, source, acts } = row;
  const isRefused = source === 'before' || (source === 'default' && row.line !== null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) button.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <button
      ref={button}
      type="button"
      id={keyRowId(key)}
      aria-current={current ? true : undefined}
      onClick={onChoose}
      {...rovingRow(current)}
      className={cx(
        'focus-inset grid min-h-7 w-full grid-cols-[minmax(0,1fr)_minmax(0,1fr)_4.5rem] items-center gap-x-3 rounded-md px-2 py-0.5 text-left hover:bg-hover',
        current && 'bg-press',
      )}
    >
      <span className={cx('min-w-0 font-mono text-code wrap-anywhere', !acts && 'text-muted')}>{keyTail(key)}</span>
      <span className={cx('min-w-0 truncate', value.length === 0 && 'text-muted')} title={valueText(value)}>
        {valueText(value)}
      </span>
      <span
        className={cx(
          'justify-self-start rounded-sm px-1.5 text-small',
          source === 'config.yml' && 'bg-accent-soft font-medium text-accent',
          isRefused && 'bg-press font-medium text-warn',
          source === 'default' && !isRefused && 'text-muted',
        )}
      >
        {isRefused ? 'Refused' : ORIGIN_WORDS[source]}
      </span>
    </button>
  );
}

/** The element of a key's row. */
export function keyRowId(key: string): string {
  return `setting-${key}`;
}
