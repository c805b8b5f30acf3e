import { CircleAlert, CircleCheck, Minus, ShieldAlert, ShieldCheck, ShieldX, TriangleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import type { Fact } from './select.ts';

const PLAIN = { good: CircleCheck, warn: TriangleAlert, bad: CircleAlert, none: Minus } as const;
const SHIELD = { good: ShieldCheck, warn: ShieldAlert, bad: ShieldX, none: Minus } as const;
const COLOURS = { good: 'text-muted', warn: 'text-warn', bad: 'text-bad', none: 'text-muted' } as const;

interface FactMarkProps extends Omit<ComponentProps<'span'>, 'className'> {
  readonly fact: Fact;
  readonly shield?: boolean;
  readonly wordClass?: string;
  readonly className?: string;
}

/** A fact as icon and word. What is well stays grey, so that only trouble stands out. */
export function FactMark({ fact, shield = false, wordClass, className, ...props }: FactMarkProps): ReactNode {
  const Icon = (shield ? SHIELD : PLAIN)[fact.tone];
  return (
    <span {...props} className={cx('inline-flex min-w-0 items-center gap-1.5', COLOURS[fact.tone], className)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={cx('tabular truncate', wordClass)}>{fact.word}</span>
    </span>
  );
}
