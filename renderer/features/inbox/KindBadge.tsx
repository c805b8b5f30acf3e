import { ArrowRightLeft, CirclePause, KeyRound } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import { StateBadge } from '../container/StateBadge.tsx';
import type { InboxFact, InboxItem } from './inbox-item.ts';
import { kindWord } from './words-select.ts';

interface KindBadgeProps extends Omit<ComponentProps<'span'>, 'className'> {
  readonly item: InboxItem;
  readonly fact: InboxFact;
  readonly className?: string;
}

/** What waits, as icon, word and colour; of a container the icon of its state. */
export function KindBadge({ item, fact, className, ...props }: KindBadgeProps): ReactNode {
  const { subject } = item;
  const word = kindWord(item, fact);
  if (subject.kind === 'container')
    return <StateBadge {...props} state={subject.container.state} word={word} className={className} />;
  if (subject.kind === 'creation') return <StateBadge {...props} state="error" word={word} className={className} />;
  const Icon = { credential: KeyRound, project: ArrowRightLeft, mission: CirclePause }[subject.kind];
  const colour =
    { expired: 'text-bad', stands: 'text-warn', lapsed: 'text-warn', expiring: 'text-warn' }[fact.kind as string] ??
    'text-muted';
  return (
    <span {...props} className={cx('inline-flex min-w-0 items-center gap-2 font-medium', colour, className)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="truncate">{word}</span>
    </span>
  );
}
