import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Container } from '../../../electron/contract/containers.ts';
import { Button } from '../../ui/Button.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { restartAgents, useActions } from './actions.ts';
import type { KeptTerminal } from './kept.ts';
import { agentEnd, endWords } from './terminalWords.ts';

interface TerminalNoteProps {
  readonly kept: KeptTerminal;
  readonly container: Container | undefined;
  readonly onReconnect: () => void;
}

/** What stands over the terminal when it is not simply open. */
export function TerminalNote({ kept, container, onReconnect }: TerminalNoteProps): ReactNode {
  const { attached, lost } = useStore(kept.state);
  const { window } = kept.place;
  const back = (): void => kept.screen.term.focus();
  const reconnect = (
    <Button look="primary" onClick={onReconnect}>
      {attached.state === 'ended' && window === 'shell' ? 'New shell' : 'Reconnect'}
    </Button>
  );
  switch (attached.state) {
    case 'open':
      return window === 'agent' ? <AgentEnded container={container} onRestarted={back} /> : null;
    case 'attaching':
      return <Attaching key={`${kept.place.container}/${window}`} kept={kept} />;
    case 'cut':
      return (
        <Note>
          <p role="status">
            Connection lost. The terminal attaches again by itself. {lost ? LOST : 'What you type now does not arrive.'}
          </p>
        </Note>
      );
    case 'ended':
      if (container === undefined) return null;
      return (
        <Note>
          <div role="status" className="flex items-center gap-4">
            <p>
              {endWords(window, attached.code)} {lost && LOST}
            </p>
            {window === 'agent' && agentEnd(container) !== undefined ? (
              <Restart container={container} onRestarted={back} />
            ) : (
              reconnect
            )}
          </div>
        </Note>
      );
    case 'failed':
      return (
        <Note>
          <ProblemNote problem={attached.problem}>{reconnect}</ProblemNote>
          {lost && <p className="mt-2">{LOST}</p>}
        </Note>
      );
  }
}

const LOST = 'What you typed last did not arrive.';
/** A switch that is as quick as it should be says nothing. */
const QUIET_MS = 400;
const SLOW_MS = 5_000;

function Attaching({ kept }: { readonly kept: KeptTerminal }): ReactNode {
  const [passed, setPassed] = useState<'quiet' | 'attaching' | 'slow'>('quiet');
  useEffect(() => {
    const timers = [setTimeout(() => setPassed('attaching'), QUIET_MS), setTimeout(() => setPassed('slow'), SLOW_MS)];
    return () => timers.forEach(clearTimeout);
  }, [kept]);
  if (passed === 'quiet') return null;
  return (
    <Note>
      <p role="status">
        {passed === 'slow'
          ? 'Still attaching: the machine is slow to answer. What you type is kept and arrives in its order.'
          : `Attaching to the ${kept.place.window} terminal…`}
      </p>
    </Note>
  );
}

interface EndedProps {
  readonly container: Container | undefined;
  readonly onRestarted: () => void;
}

function AgentEnded({ container, onRestarted }: EndedProps): ReactNode {
  const end = agentEnd(container);
  if (container === undefined || end === undefined) return null;
  return (
    <Note>
      <div role="status" className="flex items-center gap-4">
        <p>{end}</p>
        <Restart container={container} onRestarted={onRestarted} />
      </div>
    </Note>
  );
}

function Restart({ container: { name }, onRestarted }: EndedProps & { readonly container: Container }): ReactNode {
  const busy = useActions((state) => state.busy[name]);
  return (
    <Button look="primary" disabled={busy !== undefined} onClick={() => void restartAgents([name]).then(onRestarted)}>
      {busy ?? 'Restart'}
    </Button>
  );
}

function Note({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-0 flex justify-center p-4">
      <div className="pointer-events-auto max-w-160 rounded-lg border border-line bg-raised px-3 py-2 shadow-float">
        {children}
      </div>
    </div>
  );
}
