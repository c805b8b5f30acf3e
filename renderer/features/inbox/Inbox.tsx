import { type ReactNode, useRef, useState } from 'react';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { useView } from '../../client/view.ts';
import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import { useRoving } from '../../ui/roving.ts';
import { countsAreKnown } from '../container/problem-select.ts';
import { DockerDown, Loading } from '../fleet/States.tsx';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { Clear } from './Clear.tsx';
import { deedsOf, openItem, peekOf } from './deeds.ts';
import type { InboxItem } from './inbox-item.ts';
import { inboxHandlers } from './inboxHandlers.ts';
import type { ItemDoes } from './ItemButtons.tsx';
import { itemId, ItemRow } from './ItemRow.tsx';
import { Section } from './Section.tsx';
import { Snoozed } from './Snoozed.tsx';
import { openSnoozeMenu, SnoozeMenu } from './SnoozeMenu.tsx';
import { markDone } from './snoozes.ts';
import type { Inbox as Waiting } from './useInbox.ts';
import { useInboxList } from './useInboxList.ts';

interface InboxProps {
  readonly snapshot: Snapshot;
  readonly inbox: Waiting;
}

/** What needs the user: what blocks first, then what is to be decided, then what is to be known. */
export function Inbox({ snapshot, inbox }: InboxProps): ReactNode {
  const { shown, snoozed, blocking } = inbox;
  const isClear = shown.length === 0;
  const isDown = snapshot.docker.state === 'unreachable' && Object.keys(snapshot.containers).length === 0;
  const others = shown.length - blocking;
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line px-4">
        <h1 className="text-title font-semibold">Inbox</h1>
        <span className="truncate text-muted">
          {[
            ...(blocking > 0 ? [count(blocking, 'blocking', 'blocking')] : []),
            ...(others > 0 ? [count(others, 'other')] : []),
          ].join(', ')}
        </span>
      </header>
      {!isClear ? (
        <List inbox={inbox} />
      ) : isDown && snapshot.docker.state === 'unreachable' ? (
        <DockerDown problem={snapshot.docker.problem} />
      ) : countsAreKnown(snapshot) ? (
        <Clear snapshot={snapshot} />
      ) : (
        <Loading />
      )}
      {isClear && <Snoozed items={snoozed} />}
    </main>
  );
}

function List({ inbox: { shown, snoozed } }: { readonly inbox: Waiting }): ReactNode {
  const list = useInboxList(shown);
  const scroller = useRef<HTMLDivElement>(null);
  const [replying, setReplying] = useState<string | null>(null);
  const { current } = list;
  const roving = useRoving(scroller, current === undefined ? null : itemId(current.key));
  const leave = (): void => {
    setReplying(null);
    roving.follow();
  };
  const doesOf = (item: InboxItem): ItemDoes => ({
    deeds: deedsOf(item, () => setReplying(item.key)),
    open: () => openItem(item),
    peek: peekOf(item),
    snooze: () => {
      useView.setState({ waiting: item.key });
      openSnoozeMenu(item);
    },
    done: () => markDone(item),
    leave,
  });
  const step = (by: number) => () => {
    list.step(by);
    roving.follow();
  };
  useShortcuts({
    down: step(1),
    up: step(-1),
    first: step(-shown.length),
    last: step(shown.length),
    ...(current === undefined ? {} : inboxHandlers(current, doesOf(current))),
  });
  return (
    <div role="presentation" className="flex min-h-0 flex-1 flex-col" {...list.hold}>
      <div
        ref={scroller}
        role="group"
        aria-label="What waits for you"
        {...roving.list}
        className="focus-inset min-h-0 flex-1 overflow-y-auto"
      >
        {list.sections.map((section) => (
          <Section
            key={section.id}
            section={section}
            aside={section.id === 'new' && <Button onClick={list.renew}>Sort in</Button>}
          >
            {(item) => (
              <ItemRow
                key={item.key}
                item={item}
                isCurrent={item.key === current?.key}
                isReplying={item.key === replying}
                does={doesOf(item)}
                onMakeCurrent={() => useView.setState({ waiting: item.key })}
              />
            )}
          </Section>
        ))}
        <Snoozed items={snoozed} />
      </div>
      <SnoozeMenu onClose={roving.follow} />
    </div>
  );
}
