import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Keys } from '../../ui/Keys.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { choose, useAnswering } from '../talk/choose.ts';
import { talkOf } from '../talk/select.ts';
import { letterIds } from './choice-select.ts';
import type { Deed } from './deeds.ts';
import type { InboxItem } from './inbox-item.ts';

/** What can be done about one item. */
export interface ItemDoes {
  readonly deeds: readonly Deed[];
  readonly open: () => void;
  /** Undefined: it is of no container. */
  readonly peek: (() => void) | undefined;
  /** Asks for how long. */
  readonly snooze: () => void;
  readonly done: () => void;
  /** Leaves the reply. */
  readonly leave: () => void;
}

interface ItemButtonsProps {
  readonly item: InboxItem;
  readonly isCurrent: boolean;
  readonly does: ItemDoes;
}

/** The choices of an item and its other deeds, each with its key; Tab reaches those of the current row. */
export function ItemButtons({ item, isCurrent, does }: ItemButtonsProps): ReactNode {
  const tabIndex = isCurrent ? 0 : -1;
  const { deeds, open, peek, snooze, done } = does;
  const rest: readonly (Deed & { readonly mark?: string })[] = [
    { id: 'open', label: 'Open', run: open },
    ...(peek === undefined ? [] : [{ id: 'peek', label: 'Peek', run: peek } as const]),
    { id: 'snooze', label: 'Snooze', run: snooze, mark: 'snooze' },
    { id: 'done', label: 'Done', run: done },
  ];
  return (
    <div
      className="mt-1.5 flex flex-wrap items-center gap-1.5"
      role="group"
      aria-label={`What to do about ${item.title}`}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <ChoiceButtons item={item} tabIndex={tabIndex} />
      {deeds.map(({ id, label, run }) => (
        <Button key={label} tabIndex={tabIndex} title={label} className="max-w-full min-w-0 shrink" onClick={run}>
          {id !== null && <Keys chord={keyOf(id)} />}
          <span className="max-w-80 truncate">{label}</span>
        </Button>
      ))}
      <span className={cx('ml-auto flex flex-wrap', !isCurrent && 'opacity-0 group-hover:opacity-100')}>
        {rest.map(({ id, label, run, mark }) => (
          <Button key={label} look="quiet" className="px-1.5" tabIndex={tabIndex} data-mark={mark} onClick={run}>
            {id !== null && <Keys chord={keyOf(id)} />}
            {label}
          </Button>
        ))}
      </span>
    </div>
  );
}

interface ChoiceButtonsProps {
  readonly item: InboxItem;
  readonly tabIndex: 0 | -1;
}

function ChoiceButtons({ item: { subject, facts }, tabIndex }: ChoiceButtonsProps): ReactNode {
  const answering = useAnswering(({ names }) => subject.kind === 'container' && names.has(subject.container.name));
  if (subject.kind !== 'container') return null;
  const { container } = subject;
  const choices = talkOf(container)?.choices ?? [];
  const letters = letterIds(facts[0].kind, choices);
  return choices.map((choice, index) => {
    const letter = letters.get(index + 1);
    return (
      <Button
        key={`${index} ${choice}`}
        tabIndex={tabIndex}
        disabled={answering}
        title={choice}
        className="max-w-full min-w-0 shrink"
        onClick={() => void choose(container, index + 1)}
      >
        <Keys chord={String(index + 1)} />
        {letter !== undefined && <Keys chord={keyOf(letter)} />}
        <span className="max-w-80 truncate">{choice}</span>
      </Button>
    );
  });
}
