import { Clapperboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { leaveDemo, LOOKS_AT_DEMO } from '../client/demo.ts';
import { Button } from '../ui/Button.tsx';

/** Says, as long as it is so, that nothing on this page is real. */
export function DemoBar(): ReactNode {
  return (
    <aside aria-label="Demo" className="flex items-center gap-2.5 border-b border-line bg-chrome px-4 py-1.5">
      <Clapperboard aria-hidden className="size-4 shrink-0 text-muted" />
      <p className="min-w-0 flex-1 truncate">
        <span className="font-medium">This is a demo.</span>{' '}
        <span className="text-muted">Its agents are made up: nothing runs, and nothing that you do here stays.</span>
      </p>
      {LOOKS_AT_DEMO ? (
        <Button onClick={leaveDemo}>Leave the demo</Button>
      ) : (
        <span className="shrink-0 text-muted">maestro serve opens your own.</span>
      )}
    </aside>
  );
}
