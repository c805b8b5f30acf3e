import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Container } from '../../../electron/contract/containers.ts';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { useMaestro } from '../../client/store.ts';
import type { TerminalWindow } from '../../../electron/contract/terminals.ts';
import { useKeysOwner } from '../../client/keysOwner.ts';
import { FindBar } from './FindBar.tsx';
import type { KeptTerminal } from './kept.ts';
import { OpenLinkSheet } from './OpenLinkSheet.tsx';
import { TerminalMarks } from './TerminalMarks.tsx';
import { type MenuPoint, TerminalMenu } from './TerminalMenu.tsx';
import { TerminalNote } from './TerminalNote.tsx';
import { agentEnd } from './terminalWords.ts';
import { useKept } from './useKept.ts';

interface TerminalViewProps {
  readonly name: ContainerName;
  /** Undefined: a container that is not of the fleet, in which somebody signs in. */
  readonly container: Container | undefined;
  readonly window: TerminalWindow;
  readonly onLeave: () => void;
}

/** A container's tmux window, live. */
export function TerminalView({ name, container, window, onLeave }: TerminalViewProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const place = `${name}/${window}`;
  const kept = useKept(host, { container: name, window }, onLeave);
  return (
    <div className="relative min-h-0 flex-1 bg-surface py-1.5 pl-3">
      {/* Larger where a larger window decides the size: then it scrolls. */}
      <div ref={host} className="h-full overflow-auto" data-terminal-place={place} />
      {kept !== null && <Shown key={place} kept={kept} container={container} host={host} />}
    </div>
  );
}

interface ShownProps {
  readonly kept: KeptTerminal;
  readonly container: Container | undefined;
  readonly host: RefObject<HTMLDivElement | null>;
}

function Shown({ kept, container, host }: ShownProps): ReactNode {
  const { attached, finding, link, title } = useStore(kept.state);
  const [menu, setMenu] = useState<MenuPoint | null>(null);
  useLayoutEffect(() => host.current?.setAttribute('data-terminal', attached.state), [host, attached.state]);
  const isOver = kept.place.window === 'agent' && agentEnd(container) !== undefined;
  useKeysHere(kept, !isOver && (attached.state === 'open' || attached.state === 'attaching'));
  useEffect(() => {
    const place = host.current;
    const open = (event: MouseEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      const isPrograms = kept.screen.term.modes.mouseTrackingMode !== 'none' && !event.shiftKey;
      if (!isPrograms) setMenu({ x: event.clientX, y: event.clientY });
    };
    place?.addEventListener('contextmenu', open, { capture: true });
    return () => place?.removeEventListener('contextmenu', open, { capture: true });
  }, [host, kept]);
  const back = (): void => kept.screen.term.focus();
  const reconnect = (): void => {
    const { client } = useMaestro.getState();
    if (client !== null) kept.attach(client);
    back();
  };
  return (
    <>
      <TerminalTitle title={title} />
      <TerminalMarks kept={kept} />
      <TerminalNote kept={kept} container={container} onReconnect={reconnect} />
      <TerminalMenu kept={kept} at={menu} onClose={() => setMenu(null)} />
      {finding && (
        <FindBar
          screen={kept.screen}
          onClose={() => {
            kept.state.setState({ finding: false });
            back();
          }}
        />
      )}
      {link !== null && <OpenLinkSheet address={link} onClose={() => kept.state.setState({ link: null })} />}
    </>
  );
}

/** What the program calls itself, at the end of the line of tabs. */
function TerminalTitle({ title }: { readonly title: string }): ReactNode {
  if (title === '') return null;
  return (
    <p
      title={title}
      data-terminal-title=""
      className="pointer-events-auto absolute right-4 -top-9 flex h-9 max-w-[60%] items-center text-small text-muted"
    >
      <span className="truncate">{title}</span>
    </p>
  );
}

/** Says who has the keys while a terminal is shown: it alone when it is focused and can be typed into. */
function useKeysHere(kept: KeptTerminal, takes: boolean): void {
  useLayoutEffect(() => {
    const { element } = kept;
    const tell = (): void => {
      const isFocused = document.hasFocus() && element.contains(document.activeElement);
      useKeysOwner.setState({ terminal: isFocused && takes });
    };
    const came = (): void => {
      tell();
      kept.claim();
    };
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const left = (): void => {
      leaving = setTimeout(tell);
    };
    tell();
    element.addEventListener('focusin', came);
    element.addEventListener('focusout', left);
    return () => {
      // Another terminal says by now who has the keys.
      clearTimeout(leaving);
      element.removeEventListener('focusin', came);
      element.removeEventListener('focusout', left);
      useKeysOwner.setState({ terminal: false });
    };
  }, [kept, takes]);
}
