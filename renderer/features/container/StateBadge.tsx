import {
  Circle,
  CircleCheck,
  CircleDashed,
  CircleDotDashed,
  CircleX,
  Clock,
  Hand,
  type LucideIcon,
  Moon,
  Square,
  TriangleAlert,
  Unplug,
} from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import type { ContainerState } from '../../../electron/contract/containers.ts';
import { cx } from '../../ui/cx.ts';
import { STATE_WORDS } from './select.ts';

const LOOKS: Readonly<Record<ContainerState, { icon: LucideIcon; text: string; fill?: boolean }>> = {
  'needs-you': { icon: Hand, text: 'text-needs', fill: true },
  starting: { icon: CircleDotDashed, text: 'text-run' },
  running: { icon: Circle, text: 'text-run' },
  quiet: { icon: Circle, text: 'text-muted' },
  stalled: { icon: TriangleAlert, text: 'text-warn' },
  limit: { icon: Clock, text: 'text-run' },
  finished: { icon: CircleCheck, text: 'text-good' },
  dormant: { icon: Moon, text: 'text-muted' },
  stopped: { icon: Square, text: 'text-muted' },
  interrupted: { icon: Unplug, text: 'text-bad' },
  error: { icon: CircleX, text: 'text-bad' },
  incomplete: { icon: CircleDashed, text: 'text-bad' },
};

interface StateBadgeProps extends Omit<ComponentProps<'span'>, 'className'> {
  readonly state: ContainerState;
  /** Instead of the state's own word: `Starting 2/8`, `Stopping`. */
  readonly word?: string | undefined;
  readonly className?: string;
}

/** A state as icon, word and colour: never colour alone. */
export function StateBadge({ state, word, className, ...props }: StateBadgeProps): ReactNode {
  const { icon: Icon, text, fill } = LOOKS[state];
  return (
    <span {...props} className={cx('inline-flex min-w-0 items-center gap-2 font-medium', text, className)}>
      <Icon
        aria-hidden
        className={cx('size-4 shrink-0', fill === true && 'fill-needs-fill stroke-needs-line')}
        strokeWidth={fill === true ? 1.75 : 2}
      />
      <span className="truncate">{word ?? STATE_WORDS[state]}</span>
    </span>
  );
}
