import { CircleCheck, CircleDashed, CircleDot, FileWarning, type LucideIcon } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { HandoffHead, HandoffStatus } from '../../../electron/contract/handoffs.ts';
import type { DamagedFile } from '../../../electron/contract/projects.ts';
import { Age } from '../../ui/Ages.tsx';
import { useClock } from '../../ui/clock.ts';
import { cx } from '../../ui/cx.ts';
import { FilePath } from '../../ui/FilePath.tsx';
import { type Roving, rovingRow } from '../../ui/roving.ts';
import { chooseHandoff } from './claimChoices.ts';
import { holdWords, isExpired, type Queue, STATUS_WORDS, tokenWords } from './select.ts';

const LOOKS: Readonly<Record<HandoffStatus, { icon: LucideIcon; colour: string }>> = {
  pending: { icon: CircleDashed, colour: 'text-accent' },
  'picked-up': { icon: CircleDot, colour: 'text-run' },
  completed: { icon: CircleCheck, colour: 'text-good' },
};

interface HandoffListProps {
  readonly list: RefObject<HTMLElement | null>;
  readonly roving: Roving;
  readonly project: string;
  readonly parts: readonly Queue[];
  readonly shown: string | null;
  readonly damaged: readonly DamagedFile[];
}

/** The queue, and below it the records that nobody can read. */
export function HandoffList({ list, roving, project, parts, shown, damaged }: HandoffListProps): ReactNode {
  return (
    <nav
      ref={list}
      aria-label="Handoffs"
      {...roving.list}
      className="max-h-2/5 shrink-0 overflow-y-auto border-b border-line p-2 @min-[38rem]:max-h-full @min-[38rem]:w-60 @min-[48rem]:w-72 @min-[38rem]:border-r @min-[38rem]:border-b-0 @min-[64rem]:w-84"
    >
      {parts.map(({ status, heads }) => (
        <section key={status} aria-label={STATUS_WORDS[status]} className="mb-3">
          <h2 className="flex h-6 items-center gap-1.5 px-2 text-small font-medium text-muted">
            {STATUS_WORDS[status]} <span className="tabular font-normal">{heads.length}</span>
          </h2>
          {heads.map((head) => (
            <Row
              key={head.id}
              head={head}
              current={head.id === shown}
              onChoose={() => chooseHandoff(project, head.id)}
            />
          ))}
        </section>
      ))}
      {damaged.length > 0 && <Damaged project={project} damaged={damaged} />}
    </nav>
  );
}

interface RowProps {
  readonly head: HandoffHead;
  readonly current: boolean;
  readonly onChoose: () => void;
}

function Row({ head, current, onChoose }: RowProps): ReactNode {
  const row = useRef<HTMLButtonElement>(null);
  const hold = useClock((now) => holdWords(head, now));
  const expired = useClock((now) => (isExpired(head, now) ? 1 : 0)) === 1;
  const { icon: Icon, colour } = LOOKS[head.status];
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <button
      ref={row}
      type="button"
      id={handoffId(head.id)}
      data-handoff={head.id}
      aria-current={current ? true : undefined}
      onClick={onChoose}
      {...rovingRow(current)}
      className={cx(
        'focus-inset flex w-full min-w-0 gap-2 rounded-md px-2 py-1.5 text-left hover:bg-hover',
        current && 'bg-press',
      )}
    >
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', colour)} />
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 font-medium break-words">{tokenWords(head.summary)}</span>
        <span className="flex min-w-0 gap-x-1.5 text-small text-muted">
          <span className="truncate">
            {head.agent} · {head.mode}
          </span>
          <span aria-hidden>·</span>
          <span className="shrink-0">
            <Age at={head.timestamp} />
            <span className="sr-only"> ago</span>
          </span>
        </span>
        {hold !== '' && (
          <span className={cx('block text-small break-words', expired ? 'text-warn' : 'text-muted')}>{hold}</span>
        )}
      </span>
    </button>
  );
}

/** The frame of the place says why each cannot be used, and what repairs it; here they are named as what is missing. */
function Damaged({ project, damaged }: Pick<HandoffListProps, 'project' | 'damaged'>): ReactNode {
  return (
    <section aria-label="Cannot be read" className="px-2">
      <h2 className="flex h-6 items-center gap-1.5 text-small font-medium text-bad">
        <FileWarning aria-hidden className="size-3.5" />
        Cannot be read <span className="tabular font-normal">{damaged.length}</span>
      </h2>
      {damaged.map(({ path, sentence }) => (
        <div key={path} title={sentence}>
          <FilePath path={path} root={`${project}/.maestro/handoffs`} />
        </div>
      ))}
    </section>
  );
}

/** The element of a handoff's row. */
export function handoffId(id: string): string {
  return `handoff-${id}`;
}
