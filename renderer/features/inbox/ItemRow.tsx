import type { ReactNode } from 'react';
import { useClock } from '../../ui/clock.ts';
import { cx } from '../../ui/cx.ts';
import { rovingRow } from '../../ui/roving.ts';
import { Tip } from '../../ui/Tip.tsx';
import { ItemButtons, type ItemDoes } from './ItemButtons.tsx';
import { ReplyPart } from './ReplyPart.tsx';
import type { InboxFact, InboxItem } from './inbox-item.ts';
import { KindBadge } from './KindBadge.tsx';
import { evidenceText, timeWord } from './words-select.ts';

interface ItemRowProps {
  readonly item: InboxItem;
  readonly isCurrent: boolean;
  readonly isReplying: boolean;
  readonly does: ItemDoes;
  readonly onMakeCurrent: () => void;
}

/** One item: what waits, about whom, since when, and what can be done about it. */
export function ItemRow({ item, isCurrent, isReplying, does, onMakeCurrent }: ItemRowProps): ReactNode {
  const id = itemId(item.key);
  const [first, ...others] = item.facts;
  return (
    <li
      id={id}
      {...rovingRow(isCurrent)}
      aria-labelledby={`${id}-kind ${id}-title`}
      aria-describedby={`${id}-text`}
      aria-current={isCurrent ? true : undefined}
      onClick={onMakeCurrent}
      onFocus={onMakeCurrent}
      onDoubleClick={does.open}
      className={cx(
        'focus-inset group border-b border-line/70 px-4 py-2.5',
        isCurrent ? 'bg-hover shadow-[inset_2px_0_0_var(--color-accent)]' : 'hover:bg-hover/60',
      )}
    >
      <div className="flex min-w-0 items-center gap-3">
        <Evidence item={item} fact={first} id={`${id}-kind`} />
        <span id={`${id}-title`} className="max-w-3/5 shrink-0 truncate font-medium" title={item.key}>
          {item.title}
        </span>
        <span className="min-w-0 flex-1 truncate text-muted" title={item.crumb}>
          {item.crumb}
        </span>
        <Since fact={first} />
      </div>
      <div className="sm:pl-35">
        <p id={`${id}-text`} title={first.text} className="mt-0.5 line-clamp-2 wrap-anywhere">
          {first.text}
        </p>
        {others.map((fact) => (
          <p key={fact.kind} className="mt-0.5 flex min-w-0 items-center gap-2 text-muted">
            <Evidence item={item} fact={fact} />
            <span className="min-w-0 flex-1 truncate" title={fact.text}>
              {fact.text}
            </span>
            <Since fact={fact} />
          </p>
        ))}
        {isReplying && <ReplyPart item={item} onLeave={does.leave} />}
        <ItemButtons item={item} isCurrent={isCurrent} does={does} />
      </div>
    </li>
  );
}

/** The element of an item. */
export function itemId(key: string): string {
  return `inbox-${encodeURIComponent(key)}`;
}

interface EvidenceProps {
  readonly item: InboxItem;
  readonly fact: InboxFact;
  readonly id?: string;
}

/** What waits, and on hover what shows that. */
function Evidence({ item, fact, id }: EvidenceProps): ReactNode {
  const why = useClock((now) => evidenceText(fact, now));
  return (
    <Tip text={why} side="bottom">
      <KindBadge
        item={item}
        fact={fact}
        {...(id === undefined ? {} : { id })}
        aria-description={why}
        className="w-32 shrink-0"
      />
    </Tip>
  );
}

function Since({ fact }: { readonly fact: InboxFact }): ReactNode {
  const time = useClock((now) => timeWord(fact, now));
  if (fact.since === null) return null;
  return (
    <time dateTime={fact.since} className="tabular shrink-0 text-muted">
      {time}
    </time>
  );
}
