import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useClock } from '../../ui/clock.ts';
import { Fold } from '../../ui/Fold.tsx';
import { span } from '../../ui/format.ts';
import type { InboxItem } from './inbox-item.ts';
import { KindBadge } from './KindBadge.tsx';
import { useSnoozes, wake } from './snoozes.ts';

/** What the user put aside, folded; each can be woken. */
export function Snoozed({ items }: { readonly items: readonly InboxItem[] }): ReactNode {
  if (items.length === 0) return null;
  return (
    <Fold title={`Snoozed ${items.length}`} className="w-full px-4 py-3 text-left">
      <ul aria-label="Snoozed" className="mt-1">
        {items.map((item) => (
          <li key={item.key} className="flex min-h-9 min-w-0 items-center gap-3">
            <KindBadge item={item} fact={item.facts[0]} className="w-32 shrink-0" />
            <span className="max-w-2/5 shrink-0 truncate font-medium">{item.title}</span>
            <span className="min-w-0 flex-1 truncate text-muted" title={item.facts[0].text}>
              {item.facts[0].text}
            </span>
            <span className="tabular shrink-0 text-small text-muted">
              <Left item={item} />
            </span>
            <Button aria-label={`Wake ${item.title}`} onClick={() => wake(item)}>
              Wake
            </Button>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function Left({ item }: { readonly item: InboxItem }): ReactNode {
  const until = useSnoozes(({ of }) => of[item.key]?.until ?? null);
  const left = useClock((now) => (until === null ? '' : span(Math.max(0, until - now))));
  return until === null ? 'until its state changes' : `for another ${left}`;
}
