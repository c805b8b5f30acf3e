import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import type { TerminalWindow } from '../../../electron/contract/terminals.ts';
import { useMaestro } from '../../client/store.ts';
import { useView } from '../../client/view.ts';
import { useKeysOwner } from '../../client/keysOwner.ts';
import { type Attached, Attachment } from './attachment.ts';
import { FindBar } from './FindBar.tsx';
import { OpenLinkSheet } from './OpenLinkSheet.tsx';
import { createScreen, type Screen } from './screen.ts';
import { TerminalNote } from './TerminalNote.tsx';

interface TerminalViewProps {
  readonly container: ContainerName;
  readonly window: TerminalWindow;
  readonly onLeave: () => void;
}

/** A container's tmux window, live. It attaches again by itself when the connection comes back. */
export function TerminalView({ container, window, onLeave }: TerminalViewProps): ReactNode {
  const client = useMaestro((maestro) => maestro.client);
  const screenReader = useView((view) => view.screenReader);
  const host = useRef<HTMLDivElement>(null);
  const leave = useRef(onLeave);
  const attachment = useRef<Attachment | null>(null);
  const [screen, setScreen] = useState<Screen | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [told, setTold] = useState<Attached>({ state: 'attaching' });
  const [link, setLink] = useState<string | null>(null);
  const [finding, setFinding] = useState(false);

  useEffect(() => {
    leave.current = onLeave;
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const events = {
      onText: (text: string) => attachment.current?.type(text),
      onResize: (cols: number, rows: number) => attachment.current?.resize(cols, rows),
      onLink: setLink,
      onFind: () => setFinding(true),
      onLeave: () => leave.current(),
    };
    const made = createScreen(host.current, events, screenReader);
    setScreen(made);
    return () => {
      setScreen(null);
      made.dispose();
    };
  }, [screenReader]);
  useEffect(() => {
    if (screen === null || client === null) return undefined;
    const { term } = screen;
    screen.fit();
    const viewer = new Attachment(client, {
      write: (text, drawn) => {
        setTold((before) => (before.state === 'open' ? before : { state: 'open' }));
        term.write(text, drawn);
      },
      ended: (code) => setTold({ state: 'ended', code }),
      failed: (problem) => setTold({ state: 'failed', problem }),
    });
    attachment.current = viewer;
    term.reset();
    term.focus();
    void viewer.run({ container, window, cols: term.cols, rows: term.rows });
    return () => {
      attachment.current = null;
      viewer.close();
      setTold({ state: 'attaching' });
    };
  }, [screen, client, container, window, attempt]);

  const state: Attached = client === null ? { state: 'cut' } : told;
  return (
    <div className="relative min-h-0 flex-1 bg-surface py-1.5 pl-3">
      <div
        ref={host}
        data-terminal={state.state}
        onFocus={() => useKeysOwner.setState({ terminal: true })}
        onBlur={() => useKeysOwner.setState({ terminal: false })}
        className="h-full"
      />
      <TerminalNote attached={state} window={window} onReconnect={() => setAttempt(attempt + 1)} />
      {finding && screen !== null && (
        <FindBar
          search={screen.search}
          onClose={() => {
            setFinding(false);
            screen.term.focus();
          }}
        />
      )}
      {link !== null && (
        <OpenLinkSheet
          address={link}
          onClose={() => {
            setLink(null);
          }}
        />
      )}
    </div>
  );
}
