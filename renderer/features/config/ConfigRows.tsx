import { ChevronRight } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { InspectorRow } from '../../../electron/contract/config.ts';
import { cx } from '../../ui/cx.ts';
import { count } from '../../ui/format.ts';
import { type Roving, rovingRow } from '../../ui/roving.ts';
import { hasEffect, keyName, rowCount, type Section } from './select.ts';
import { SourceBadge } from './SourceBadge.tsx';

interface ConfigRowsProps {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly roving: Roving;
  readonly acting: readonly Section[];
  /** Keys that are kept and do nothing, folded away under one line. */
  readonly idle: { readonly parts: readonly Section[]; readonly open: boolean; readonly onToggle: () => void };
  readonly current: string;
  readonly onChoose: (keyPath: string) => void;
}

/** The keys with what counts and where it comes from. */
export function ConfigRows({ list, roving, acting, idle, current, onChoose }: ConfigRowsProps): ReactNode {
  const without = rowCount(idle.parts);
  return (
    <div
      ref={list}
      role="group"
      aria-label="Keys"
      {...roving.list}
      className="@container max-h-1/2 min-h-0 shrink-0 overflow-y-auto border-b border-line p-2 @min-[38rem]:max-h-full @min-[38rem]:w-3/5 @min-[38rem]:border-r @min-[38rem]:border-b-0"
    >
      <Sections parts={acting} current={current} onChoose={onChoose} />
      {without > 0 && (
        <button
          type="button"
          aria-expanded={idle.open}
          onClick={idle.onToggle}
          className="focus-inset mb-2 flex min-h-7 w-full items-center gap-1.5 rounded-md px-2 text-left text-muted hover:bg-hover hover:text-ink"
        >
          <ChevronRight
            aria-hidden
            className={cx('size-3.5 shrink-0 transition-transform', idle.open && 'rotate-90')}
          />
          {count(without, 'key')} without effect: Maestro keeps {without === 1 ? 'it' : 'them'} and does nothing.
        </button>
      )}
      {idle.open && <Sections parts={idle.parts} without current={current} onChoose={onChoose} />}
    </div>
  );
}

interface SectionsProps {
  /** Their keys have no effect. */
  readonly without?: boolean;
  readonly parts: readonly Section[];
  readonly current: string;
  readonly onChoose: (keyPath: string) => void;
}

function Sections({ parts, without = false, current, onChoose }: SectionsProps): ReactNode {
  return parts.map(({ name, rows }) => (
    <section key={name} aria-label={without ? `${name}, without effect` : name} className="mb-3">
      <h2 className="flex h-6 items-center px-2 font-mono text-code font-medium text-muted">{name}</h2>
      {rows.map((row) => (
        <Row key={row.keyPath} row={row} current={row.keyPath === current} onChoose={() => onChoose(row.keyPath)} />
      ))}
    </section>
  ));
}

interface RowProps {
  readonly row: InspectorRow;
  readonly current: boolean;
  readonly onChoose: () => void;
}

function Row({ row, current, onChoose }: RowProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) button.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <button
      ref={button}
      type="button"
      id={rowId(row.keyPath)}
      data-key={row.keyPath}
      aria-current={current ? true : undefined}
      onClick={onChoose}
      {...rovingRow(current)}
      className={cx(
        'focus-inset grid min-h-7 w-full grid-cols-[minmax(0,1fr)_minmax(0,1fr)_4.5rem] @min-[34rem]:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_9rem] items-center gap-x-3 rounded-md px-2 py-0.5 text-left hover:bg-hover',
        current && 'bg-press',
      )}
    >
      <span className={cx('min-w-0 font-mono text-code wrap-anywhere', !hasEffect(row) && 'text-muted')}>
        {keyName(row)}
      </span>
      <span className="min-w-0 truncate" title={row.displayValueText}>
        {row.displayValueText}
      </span>
      <span className="flex flex-wrap items-center gap-x-1.5">
        <SourceBadge source={row.source} />
        {!hasEffect(row) && <span className="text-small text-muted">no effect</span>}
      </span>
    </button>
  );
}

/** The element of a key's row. */
export function rowId(keyPath: string): string {
  return `config-${keyPath}`;
}
