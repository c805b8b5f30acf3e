import { type ReactNode, useRef } from 'react';
import { cx } from '../../../ui/cx.ts';

interface PlanTextProps {
  readonly text: string;
  /** Lines with something wrong, from 1. */
  readonly flawed: ReadonlySet<number>;
  readonly onText: (text: string) => void;
}

const NUMBERED = 5000;

/** A text with its line numbers; lines with a flaw are marked. */
export function PlanText({ text, flawed, onText }: PlanTextProps): ReactNode {
  const numbers = useRef<HTMLDivElement>(null);
  const total = Math.min(NUMBERED, text.split('\n').length);
  return (
    <div className="flex h-72 max-h-[45vh] overflow-hidden rounded-lg border border-line bg-surface font-mono text-code">
      <div
        ref={numbers}
        aria-hidden
        className="tabular w-12 shrink-0 overflow-hidden border-r border-line bg-chrome py-2 text-right text-muted select-none"
      >
        {Array.from({ length: total }, (_, index) => (
          <div key={index} className={cx('h-4.5 pr-2', flawed.has(index + 1) && 'bg-bad-soft font-semibold text-bad')}>
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        autoFocus
        aria-label="Plan"
        aria-invalid={flawed.size > 0}
        wrap="off"
        spellCheck={false}
        value={text}
        placeholder={'{\n  "title": "…",\n  "milestones": […],\n  "features": […]\n}'}
        onChange={(event) => onText(event.target.value)}
        onScroll={(event) => {
          if (numbers.current !== null) numbers.current.scrollTop = event.currentTarget.scrollTop;
        }}
        className="focus-inset min-w-0 flex-1 resize-none bg-transparent px-2 py-2 leading-4.5"
      />
    </div>
  );
}
