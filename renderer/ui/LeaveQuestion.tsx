import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from './Button.tsx';

interface LeaveQuestionProps {
  readonly onKeep: () => void;
  readonly onLeave: () => void;
}

/** Asks before what was typed is thrown away; the keys begin on the side that keeps it. */
export function LeaveQuestion({ onKeep, onLeave }: LeaveQuestionProps): ReactNode {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-end gap-2 rounded-b-xl border-t border-line bg-needs-soft px-5 py-3"
    >
      <span className="mr-auto font-medium">Throw away what you typed?</span>
      <Button onClick={onLeave}>Throw away</Button>
      <Button ref={keep} look="primary" onClick={onKeep}>
        Keep writing
      </Button>
    </div>
  );
}
