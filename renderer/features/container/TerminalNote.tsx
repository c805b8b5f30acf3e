import type { ReactNode } from 'react';
import type { TerminalWindow } from '../../../electron/contract/terminals.ts';
import { Button } from '../../ui/Button.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import type { Attached } from './attachment.ts';

interface TerminalNoteProps {
  readonly attached: Attached;
  readonly window: TerminalWindow;
  readonly onReconnect: () => void;
}

/** What stands over the terminal when it is not simply open. */
export function TerminalNote({ attached, window, onReconnect }: TerminalNoteProps): ReactNode {
  if (attached.state === 'open') return null;
  const reconnect = (
    <Button look="primary" onClick={onReconnect}>
      Reconnect
    </Button>
  );
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-0 flex justify-center p-4">
      <div className="pointer-events-auto max-w-160 rounded-lg border border-line bg-raised px-3 py-2 shadow-float">
        {attached.state === 'attaching' && <p role="status">Attaching to the {window} terminal…</p>}
        {attached.state === 'cut' && <p role="status">Connection lost. The terminal attaches again by itself.</p>}
        {attached.state === 'ended' && (
          <div role="status" className="flex items-center gap-4">
            <p>{endWords(attached.code)} The agent was not touched.</p>
            {reconnect}
          </div>
        )}
        {attached.state === 'failed' && <ProblemNote problem={attached.problem}>{reconnect}</ProblemNote>}
      </div>
    </div>
  );
}

function endWords(code: number | null): string {
  return code === null || code === 0 ? 'This viewer was closed.' : `This viewer ended with code ${code}.`;
}
