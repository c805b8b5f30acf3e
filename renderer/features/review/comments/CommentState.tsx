import { CircleCheck, Clock, MessageSquareReply, PencilLine, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommentState } from '../../../../electron/contract/comments.ts';
import { cx } from '../../../ui/cx.ts';

const LOOKS = {
  draft: { icon: PencilLine, word: 'Draft', colour: 'text-accent' },
  sent: { icon: Clock, word: 'Sent', colour: 'text-run' },
  answered: { icon: MessageSquareReply, word: 'Answered', colour: 'text-needs' },
  resolved: { icon: CircleCheck, word: 'Resolved', colour: 'text-good' },
  reopened: { icon: RotateCcw, word: 'Reopened', colour: 'text-accent' },
} as const;

interface StateMarkProps {
  readonly state: CommentState;
  readonly className?: string;
}

/** How far a comment is: icon, word and colour. */
export function StateMark({ state, className }: StateMarkProps): ReactNode {
  const { icon: Icon, word, colour } = LOOKS[state];
  return (
    <span className={cx('inline-flex items-center gap-1 text-small font-medium', colour, className)}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {word}
    </span>
  );
}
