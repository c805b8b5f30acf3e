import { Tabs } from '@base-ui/react/tabs';
import { type ReactNode, Suspense, useRef } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import type { TerminalWindow } from '../../../electron/contract/terminals.ts';
import { CONTAINER_TABS, type ContainerTab, go } from '../../client/place.ts';
import { useView } from '../../client/view.ts';
import { useDetails } from '../../client/useDetails.ts';
import { openOverlay } from '../../client/overlay.ts';
import { copyCommand, restartChosen, stopOrStart } from './actions.ts';
import { ActionProblems } from './ActionProblems.tsx';
import { Activity } from './Activity.tsx';
import { useOffers } from '../shortcuts/useOffers.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { ContainerHeader } from './ContainerHeader.tsx';
import { Details } from './Details.tsx';
import { Files } from './Files.tsx';
import { Asleep, Gone, Starting } from './Resting.tsx';
import { able } from './select.ts';
import { TalkBar } from '../talk/TalkBar.tsx';
import { later } from '../../ui/later.tsx';

const TerminalView = later(async () => (await import('./TerminalView.tsx')).TerminalView);

interface ContainerPageProps {
  readonly snapshot: Snapshot;
  readonly name: string;
  readonly window: ContainerTab;
}

/** One container: its facts on top and beside, its terminals and its activity in the middle. */
export function ContainerPage({ snapshot, name, window }: ContainerPageProps): ReactNode {
  const container = snapshot.containers[name];
  if (container === undefined) return <Gone loaded={snapshot.loaded} name={name} />;
  return <Page container={container} snapshot={snapshot} window={window} />;
}

interface PageProps {
  readonly container: Container;
  readonly snapshot: Snapshot;
  readonly window: ContainerTab;
}

const WINDOWS: Readonly<Record<ContainerTab, string>> = {
  agent: 'Agent',
  shell: 'Shell',
  activity: 'Activity',
  files: 'Files',
};

function Page({ container, snapshot, window }: PageProps): ReactNode {
  const details = useDetails();
  const main = useRef<HTMLElement>(null);
  const { name } = container;
  const show = (next: ContainerTab): void => go({ at: 'container', name, window: next }, { replace: true });
  useShortcuts({
    activity: () => show(window === 'activity' ? 'agent' : 'activity'),
    files: () => show(window === 'files' ? 'agent' : 'files'),
    stop: () => stopOrStart([container]),
    restart: () => restartChosen([container]),
    change: () => openOverlay({ kind: 'change', name }),
    remove: () => openOverlay({ kind: 'remove', names: [name] }),
    copy: () => copyCommand(container),
    back: () => go({ at: useView.getState().list }),
  });

  useOffers(
    (['agent', 'shell'] as const)
      .filter((other) => other !== window)
      .map((other) => ({ label: `Terminal: ${WINDOWS[other]}`, run: () => show(other) })),
  );
  return (
    <div className="flex min-h-0 flex-1">
      <main
        ref={main}
        tabIndex={-1}
        aria-label={container.shortName}
        className="flex min-w-0 flex-1 flex-col outline-none"
      >
        <ContainerHeader container={container} details={details} />
        <ActionProblems snapshot={snapshot} only={name} />
        <Tabs.Root
          value={window}
          onValueChange={(next) => show(next as ContainerTab)}
          className="flex min-h-0 flex-1 flex-col"
        >
          <Tabs.List
            aria-label="Terminals, activity and files"
            data-coach="terminals"
            className="flex h-9 shrink-0 items-end gap-4 border-b border-line px-4"
          >
            {CONTAINER_TABS.map((value) => (
              <Tabs.Tab
                key={value}
                value={value}
                // The keys go from one terminal to the other without a stay on the tab, where letters would be the page's.
                onMouseDown={(event) => event.preventDefault()}
                // A tab that is chosen already changes nothing, and its terminal is wanted all the same.
                onClick={() => value === window && focusTerminal(main.current)}
                className="focus-inset -mb-px h-8 border-b-2 border-transparent px-0.5 text-muted hover:text-ink data-active:border-accent data-active:text-ink"
              >
                {WINDOWS[value]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={window} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
            {window === 'activity' && <Activity container={container} />}
            {window === 'files' && <Files key={name} container={container} />}
            {(window === 'agent' || window === 'shell') && (
              <Terminals
                container={container}
                snapshot={snapshot}
                window={window}
                onLeave={() => main.current?.focus()}
              />
            )}
          </Tabs.Panel>
        </Tabs.Root>
        <TalkBar key={name} container={container} onLeave={() => main.current?.focus()} />
      </main>
      {details.open && <Details container={container} onClose={details.toggle} />}
    </div>
  );
}

/** Gives the keys to the terminal that is shown; its part of the program may not even be loaded. */
function focusTerminal(within: HTMLElement | null): void {
  within?.querySelector<HTMLElement>('[data-terminal-place] textarea')?.focus();
}

interface TerminalsProps extends Omit<PageProps, 'window'> {
  readonly window: TerminalWindow;
  readonly onLeave: () => void;
}

/** The terminal where there is one to show, else why there is none and what to do. */
function Terminals({ container, snapshot, window, onLeave }: TerminalsProps): ReactNode {
  const creation = Object.values(snapshot.creations).find(
    ({ name, state }) => name === container.name && state === 'running',
  );
  if (creation !== undefined || container.state === 'starting') return <Starting creation={creation} />;
  if (!able(container).open) return <Asleep container={container} />;
  return (
    <Suspense fallback={<div className="flex-1" />}>
      <TerminalView name={container.name} container={container} window={window} onLeave={onLeave} />
    </Suspense>
  );
}
