import { type ReactNode, Suspense, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { TOPICS } from '../../../electron/contract/topics/topics.ts';
import { cx } from '../../ui/cx.ts';
import { rovingRow, useRoving } from '../../ui/roving.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { later } from '../../ui/later.tsx';

const Markdown = later(async () => (await import('./Markdown.tsx')).Markdown);

interface HelpSheetProps {
  readonly topic: string | undefined;
  readonly onClose: () => void;
}

/** The topics of the help, as `maestro help TOPIC` prints them. Arrows walk through them. */
export function HelpSheet({ topic, onClose }: HelpSheetProps): ReactNode {
  const [name, setName] = useState(topic ?? TOPICS[0]?.name ?? '');
  const list = useRef<HTMLDivElement>(null);
  const roving = useRoving(list, `topic-${name}`);
  const step = (by: number): void => {
    const next = TOPICS[TOPICS.findIndex((one) => one.name === name) + by];
    if (next !== undefined) setName(next.name);
    roving.follow();
  };
  return (
    <Sheet title="Help" open onClose={onClose} focus={list} width="w-270">
      <div className="flex min-h-0 grow flex-col gap-4 px-5 pb-5 sm:flex-row">
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
        <Text name={name} />
      </div>
    </Sheet>
  );
}

function Text({ name }: { readonly name: string }): ReactNode {
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
      className="h-[min(70vh,40rem)] min-w-0 grow overflow-y-auto rounded-lg pr-2 select-text"
    >
      <Suspense fallback={<p role="status">Loading…</p>}>{data !== undefined && <Markdown text={data} />}</Suspense>
      <p className="mt-4 text-muted">
        In a terminal: <code>maestro help {name}</code>
      </p>
    </article>
  );
}
