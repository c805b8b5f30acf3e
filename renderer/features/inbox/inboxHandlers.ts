import type { Handlers } from '../shortcuts/shortcuts.ts';
import { choose } from '../talk/choose.ts';
import { talkOf } from '../talk/select.ts';
import { openItemApart } from './deeds.ts';
import { letterIds } from './choice-select.ts';
import type { InboxItem } from './inbox-item.ts';
import type { ItemDoes } from './ItemButtons.tsx';

/** What the keys do about the current item: what its buttons do. */
export function inboxHandlers(item: InboxItem, does: ItemDoes): Handlers {
  const { open, peek, snooze, done, deeds } = does;
  const withKey = deeds.flatMap(({ id, run }) => (id === null ? [] : [[id, run] as const]));
  return {
    open,
    'open-apart': () => openItemApart(item),
    snooze,
    done,
    ...(peek === undefined ? {} : { peek }),
    ...(Object.fromEntries(withKey) as Handlers),
    ...answers(item),
  };
}

function answers({ subject, facts }: InboxItem): Handlers {
  if (subject.kind !== 'container') return {};
  const { container } = subject;
  const choices = talkOf(container)?.choices ?? [];
  if (choices.length === 0) return {};
  const letters = [...letterIds(facts[0].kind, choices)].map(
    ([number, id]) => [id, () => void choose(container, number)] as const,
  );
  return {
    answer: (chord) => {
      const number = Number(chord);
      if (number <= choices.length) void choose(container, number);
    },
    ...(Object.fromEntries(letters) as Handlers),
  };
}
