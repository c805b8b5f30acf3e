import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Snapshot } from '../electron/contract/snapshot.ts';
import { useFocusReport } from './client/focus.ts';
import { go, MISSIONS, type Place, type SystemPlace, usePlace } from './client/place.ts';
import { QUERIES, refresh } from './client/reads.ts';
import { undoLast } from './client/told.ts';
import { useMaestro } from './client/store.ts';
import { useView } from './client/view.ts';
import { AboutPage } from './features/about/AboutPage.tsx';
import { HelpPage } from './features/about/HelpPage.tsx';
import { ContainerPage } from './features/container/ContainerPage.tsx';
import { Credentials } from './features/credentials/Credentials.tsx';
import { System } from './features/doctor/System.tsx';
import { Isolation } from './features/networks/Isolation.tsx';
import { useDoctor } from './features/doctor/doctor.ts';
import { worst } from './features/doctor/select.ts';
import { Fleet } from './features/fleet/Fleet.tsx';
import { Loading } from './features/fleet/States.tsx';
import { neighbour } from './features/fleet/select.ts';
import { Inbox } from './features/inbox/Inbox.tsx';
import { type Inbox as Waiting, useInbox } from './features/inbox/useInbox.ts';
import { Missions } from './features/missions/Missions.tsx';
import { CreationPage } from './features/newContainer/CreationPage.tsx';
import { Settings } from './features/settings/Settings.tsx';
import { Storage } from './features/storage/Storage.tsx';
import { Review } from './features/review/Review.tsx';
import { UsagePage } from './features/usage/UsagePage.tsx';
import { Coach } from './features/welcome/Coach.tsx';
import { useWelcomeEnd } from './features/welcome/welcomed.ts';
import { useShortcuts } from './features/shortcuts/useShortcuts.ts';
import { waitingIn } from './features/review/queue-select.ts';
import { Announcer } from './layout/Announcer.tsx';
import { ConnectionBar, NoConnection } from './layout/ConnectionBar.tsx';
import { DemoBar } from './layout/DemoBar.tsx';
import { Footer } from './layout/Footer.tsx';
import { openOverlay } from './client/overlay.ts';
import { Overlays } from './layout/Overlays.tsx';
import { Toasts } from './layout/Toasts.tsx';
import { Rail } from './layout/Rail.tsx';
import { useDetails } from './client/useDetails.ts';
import { TipLayer } from './ui/Tip.tsx';

const TIP_AFTER_MS = 350;

/** The whole page: rail, place, footer, layers. Keeps showing what was last known while the connection is away. */
export function App({ onRetry }: { readonly onRetry: () => void }): ReactNode {
  const snapshot = useMaestro((maestro) => maestro.snapshot);
  const connection = useMaestro((maestro) => maestro.connection);
  const client = useMaestro((maestro) => maestro.client);
  useEffect(() => {
    // A new connection may lead to another host: what the last one answered is read again.
    if (client !== null) void refresh();
  }, [client]);
  return (
    <QueryClientProvider client={QUERIES}>
      <Tooltip.Provider delay={TIP_AFTER_MS} closeDelay={0}>
        {snapshot === null ? (
          <div className="flex h-full">
            {connection.state === 'lost' ? <NoConnection connection={connection} onRetry={onRetry} /> : <First />}
          </div>
        ) : (
          <div className="flex h-full flex-col">
            {snapshot.demo && <DemoBar />}
            <ConnectionBar connection={connection} onRetry={onRetry} />
            <Frame snapshot={snapshot} />
          </div>
        )}
        <TipLayer />
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}

/** Before the first snapshot: the frame's outline, so that nothing jumps when it comes. */
function First(): ReactNode {
  return (
    <>
      <div className="w-13 border-r border-line bg-chrome" />
      <main className="flex flex-1 flex-col pt-11">
        <Loading />
      </main>
    </>
  );
}

function Frame({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const place = usePlace();
  const details = useDetails();
  const step = (by: 1 | -1, needing: boolean) => () => {
    const from = place.at === 'container' ? place.name : null;
    const name = neighbour(snapshot, from, { by, needing });
    if (name === null) return;
    useView.setState({ cursor: name });
    go({ at: 'container', name, window: 'agent' });
  };
  useShortcuts({
    new: () => openOverlay({ kind: 'new' }),
    palette: () => openOverlay({ kind: 'palette' }),
    help: () => openOverlay({ kind: 'shortcuts' }),
    inbox: () => go({ at: 'inbox' }),
    fleet: () => go({ at: 'fleet' }),
    missions: () => go(MISSIONS),
    review: () => go({ at: 'review', name: null }),
    system: () => go({ at: 'system' }),
    isolation: () => go({ at: 'system', tab: 'isolation' }),
    credentials: () => go({ at: 'system', tab: 'credentials' }),
    storage: () => go({ at: 'system', tab: 'storage' }),
    settings: () => go({ at: 'system', tab: 'settings' }),
    usage: () => go({ at: 'system', tab: 'usage' }),
    details: details.toggle,
    undo: undoLast,
    'next-container': step(1, false),
    'previous-container': step(-1, false),
    'next-needing': step(1, true),
    'previous-needing': step(-1, true),
  });
  const client = useMaestro((maestro) => maestro.client);
  useFocusReport(client, place.at === 'container' ? place.name : null);
  const inbox = useInbox(snapshot);
  const { blocking } = inbox;
  useEffect(() => {
    document.title = blocking === 0 ? 'Maestro' : `(${blocking}) Maestro`;
  }, [blocking]);
  useBeginning(snapshot.loaded, blocking);
  useWelcomeEnd(Object.keys(snapshot.containers).length > 0);
  useEffect(() => {
    if (place.at === 'inbox' || place.at === 'fleet') useView.setState({ list: place.at });
  }, [place.at]);
  const { docker, doctor } = snapshot;
  useEffect(() => {
    useDoctor.getState().forgetOver({ docker, doctor });
  }, [docker, doctor]);
  const trouble = snapshot.docker.state === 'unreachable' ? 'failed' : worst(snapshot.doctor);
  return (
    <>
      <div className="flex min-h-0 flex-1">
        <Rail place={place} needing={blocking} waiting={waitingIn(snapshot.containers)} trouble={trouble} />
        <div className="flex min-w-0 flex-1 flex-col">
          <Where place={place} snapshot={snapshot} inbox={inbox} />
        </div>
      </div>
      <Footer snapshot={snapshot} place={place} needing={blocking} />
      <Announcer containers={snapshot.containers} missions={snapshot.missions} />
      <Toasts />
      <Overlays snapshot={snapshot} place={place} />
    </>
  );
}

/** A page that was opened nowhere opens where it is needed, once it knows where that is. */
function useBeginning(loaded: boolean, blocking: number): void {
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || !loaded) return;
    begun.current = true;
    if (blocking > 0 && window.location.hash === '') go({ at: 'inbox' }, { replace: true });
  }, [loaded, blocking]);
}

function SystemTab({ tab, snapshot }: { readonly tab: SystemPlace['tab']; readonly snapshot: Snapshot }): ReactNode {
  switch (tab) {
    case 'isolation':
      return <Isolation snapshot={snapshot} />;
    case 'credentials':
      return <Credentials snapshot={snapshot} />;
    case 'storage':
      return <Storage snapshot={snapshot} />;
    case 'settings':
      return <Settings />;
    case 'usage':
      return <UsagePage snapshot={snapshot} />;
    case 'help':
      return <HelpPage />;
    case 'about':
      return <AboutPage snapshot={snapshot} />;
    case undefined:
      return <System snapshot={snapshot} />;
  }
}

interface WhereProps {
  readonly place: Place;
  readonly snapshot: Snapshot;
  readonly inbox: Waiting;
}

function Where({ place, snapshot, inbox }: WhereProps): ReactNode {
  switch (place.at) {
    case 'inbox':
      return <Inbox snapshot={snapshot} inbox={inbox} />;
    case 'fleet':
      return <Fleet snapshot={snapshot} />;
    case 'missions':
      return <Missions snapshot={snapshot} place={place} />;
    case 'review':
      return <Review snapshot={snapshot} name={place.name} />;
    case 'system':
      return <SystemTab tab={place.tab} snapshot={snapshot} />;
    case 'creation':
      return <CreationPage creation={snapshot.creations[place.id]} />;
    case 'container':
      return (
        <>
          <ContainerPage snapshot={snapshot} name={place.name} window={place.window} />
          {snapshot.containers[place.name] !== undefined && <Coach />}
        </>
      );
  }
}
