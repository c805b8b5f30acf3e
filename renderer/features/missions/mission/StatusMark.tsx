import {
  Ban,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  CirclePlay,
  CircleSlash,
  CircleX,
  Eye,
  FileWarning,
  type LucideIcon,
  Lock,
  Pencil,
  ScanEye,
  ShieldCheck,
  SkipForward,
  UserRound,
} from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../../../ui/cx.ts';
import { type Status, STATUS_WORDS } from './mission-select.ts';

const LOOKS: Readonly<Record<Status, { icon: LucideIcon; colour: string }>> = {
  draft: { icon: Pencil, colour: 'text-muted' },
  approved: { icon: CircleDot, colour: 'text-accent' },
  rejected: { icon: Ban, colour: 'text-muted' },
  executing: { icon: CirclePlay, colour: 'text-run' },
  paused: { icon: CirclePause, colour: 'text-muted' },
  validating: { icon: ScanEye, colour: 'text-accent' },
  completed: { icon: CircleCheck, colour: 'text-good' },
  failed: { icon: CircleX, colour: 'text-bad' },
  pending: { icon: CircleDashed, colour: 'text-muted' },
  ready: { icon: Circle, colour: 'text-accent' },
  assigned: { icon: UserRound, colour: 'text-run' },
  'in-progress': { icon: CirclePlay, colour: 'text-run' },
  review: { icon: Eye, colour: 'text-accent' },
  done: { icon: CircleCheck, colour: 'text-good' },
  blocked: { icon: CircleSlash, colour: 'text-warn' },
  sealed: { icon: Lock, colour: 'text-good' },
  passed: { icon: CircleCheck, colour: 'text-good' },
  proven: { icon: ShieldCheck, colour: 'text-good' },
  waived: { icon: SkipForward, colour: 'text-muted' },
  unreadable: { icon: FileWarning, colour: 'text-bad' },
};

interface StatusMarkProps extends Omit<ComponentProps<'span'>, 'className'> {
  readonly status: Status;
  readonly word?: string;
  /** Where the place says the word already: it stays for those who listen. */
  readonly iconOnly?: boolean;
  readonly className?: string;
}

/** A status as icon, word and colour: never colour alone. */
export function StatusMark({ status, word, iconOnly = false, className, ...props }: StatusMarkProps): ReactNode {
  const { icon: Icon, colour } = LOOKS[status];
  return (
    <span {...props} className={cx('inline-flex min-w-0 shrink-0 items-center gap-1.5 font-medium', colour, className)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={iconOnly ? 'sr-only' : 'truncate'}>{word ?? STATUS_WORDS[status]}</span>
    </span>
  );
}
