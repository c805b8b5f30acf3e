import { type ReactNode, type RefObject, Suspense, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { TOPICS } from '../../../electron/contract/topics/topics.ts';
import { cx } from '../../ui/cx.ts';
import { later } from '../../ui/later.tsx';
import { rovingRow, useRoving } from '../../ui/roving.ts';

const Markdown = later(async () => (await import('./Markdown.tsx')).Markdown);

interface HelpTopicsProps {
  /** The one that is shown first. */
  readonly topic?: string | undefined;
  /** Of the list of topics, for who gives it the focus. */
  readonly list?: RefObject<HTMLDivElement | null>;
  /** How tall a text is. */
  readonly height: string;
  readonly className?: string;
}

/** The topics of the help, as `maestro help TOPIC` prints them. Arrows walk through them. */
export function HelpTopics({ topic, list: given, height, className }: HelpTopicsProps): ReactNode {
  const [name, setName] = useState(topic ?? TOPICS[0]?.name ?? '');
  const own = useRef<HTMLDivElement>(null);
  const list = given ?? own;
  const roving = useRoving(list, `topic-${name}`);
  const step = (by: number): void => {
    const next = TOPICS[TOPICS.findIndex((one) => one.name === name) + by];
    if (next !== undefined) setName(next.name);
    roving.follow();
  };
  return (
    <div className={cx('flex min-h-0 grow flex-col gap-4 sm:flex-row', className)}>
      <div
        ref={list}
        role="listbox"
        aria-label="Topics"
        {...roving.list}
        className="w-64 shrink-0 overflow-y-auto rounded-lg"
        onKeyDown={(event) => {
          const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          step(by);
        }}
      >
        {TOPICS.map((one) => (
          <div
            key={one.name}
            id={`topic-${one.name}`}
            role="option"
            aria-selected={one.name === name}
            {...rovingRow(one.name === name)}
            className={cx(
              'focus-inset cursor-default rounded-md px-3 py-1.5',
              one.name === name && 'bg-accent-soft font-medium',
            )}
            onClick={() => setName(one.name)}
          >
            {one.title}
          </div>
        ))}
      </div>
      <Text name={name} height={height} />
    </div>
  );
}

function Text({ name, height }: { readonly name: string; readonly height: string }): ReactNode {
  const topic = TOPICS.find((one) => one.name === name);
  const { data } = useQuery({
    queryKey: ['help', name],
    queryFn: () => topic?.load() ?? '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <article
      aria-label={topic?.title}
      tabIndex={0}
      key={name}
      className={cx('min-w-0 grow overflow-y-auto rounded-lg pr-2 select-text', height)}
    >
      <Suspense fallback={<p role="status">Loading…</p>}>{data !== undefined && <Markdown text={data} />}</Suspense>
      <p className="mt-4 text-muted">
        In a terminal: <code>maestro help {name}</code>
      </p>
    </article>
  );
}
