import { Press } from '../shortcuts/Press.tsx';
import { Plug, SquareTerminal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../../electron/contract/errors.ts';
import { useMaestro } from '../../client/store.ts';
import { useView } from '../../client/view.ts';
import { openOverlay } from '../../client/overlay.ts';
import { Button } from '../../ui/Button.tsx';
import { useDoctor } from '../doctor/doctor.ts';
import { Hints } from '../../ui/Problem.tsx';
import { DemoButton } from '../welcome/DemoButton.tsx';
import { Welcome } from '../welcome/Welcome.tsx';
import { useWelcomed } from '../welcome/welcomed.ts';

function Centre({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center overflow-y-auto px-6 pb-16 text-center">
      {children}
    </div>
  );
}

/** No container exists: the first run, until it was skipped or a container was there. */
export function Empty(): ReactNode {
  const isWelcomed = useWelcomed(({ over }) => over);
  const snapshot = useMaestro((maestro) => maestro.snapshot);
  if (!isWelcomed && snapshot !== null) return <Welcome snapshot={snapshot} />;
  return (
    <Centre>
      <SquareTerminal aria-hidden className="mb-4 size-8 text-line-strong" strokeWidth={1.25} />
      <p className="text-title font-semibold">No containers yet.</p>
      <p className="mt-1 max-w-100 text-muted">
        <Press id="new" /> to describe a task. It becomes an agent in a container of its own, on its own branch, behind
        a closed network.
      </p>
      <div className="mt-5 flex gap-2">
        <Button look="primary" onClick={() => openOverlay({ kind: 'new' })}>
          New container
        </Button>
        <DemoButton />
      </div>
    </Centre>
  );
}

/** Containers exist, but the tab or the search leaves none. */
export function NoMatch(): ReactNode {
  const { filter, query } = useView();
  return (
    <Centre>
      <p className="text-title font-semibold">{query === '' ? EMPTY_TABS[filter] : `Nothing matches “${query}”.`}</p>
      <Button className="mt-4" onClick={() => useView.setState({ filter: 'all', query: '' })}>
        Show all
      </Button>
    </Centre>
  );
}

const EMPTY_TABS = {
  all: 'No containers.',
  needs: 'Nothing needs you.',
  running: 'No agent is running.',
  idle: 'No agent is idle.',
  stopped: 'No container is stopped.',
} as const;

/** Docker does not answer: what is wrong, what to do, what still works. */
export function DockerDown({ problem }: { readonly problem: Problem }): ReactNode {
  const reconnect = useDoctor((doctor) => doctor.reconnect);
  return (
    <Centre>
      <Plug aria-hidden className="mb-4 size-8 text-bad" strokeWidth={1.25} />
      <div role="alert" className="max-w-120">
        <p className="text-title font-semibold">{problem.sentence}</p>
        <div className="mt-1">
          <Hints hints={problem.hints} />
        </div>
      </div>
      <p className="mt-4 max-w-120 text-muted">
        Maestro looks again by itself and shows your containers as soon as Docker answers. Nothing is lost: agents,
        their branches and files live in Docker. System and settings work meanwhile.
      </p>
      <div className="mt-5 flex items-center gap-2">
        <Button look="primary" onClick={reconnect}>
          Retry
        </Button>
        <a
          href="#/system"
          className="inline-flex h-7 items-center rounded-md border border-line bg-raised px-2.5 hover:bg-hover"
        >
          Open System
        </a>
        <DemoButton />
      </div>
    </Centre>
  );
}

/** The same as tiles. */
export function LoadingTiles(): ReactNode {
  return (
    <div
      role="status"
      aria-label="Reading the containers"
      className="grid min-h-0 flex-1 grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] content-start gap-2 overflow-hidden p-2"
    >
      {WIDTHS.map((width, index) => (
        <div key={index} aria-hidden className="flex h-23 flex-col gap-2.5 rounded-lg border border-line p-3">
          <span className="h-3 w-2/3 rounded-full bg-press" />
          <span className="h-2.5 w-1/3 rounded-full bg-hover" />
          <span className={`h-2.5 rounded-full bg-hover ${width}`} />
        </div>
      ))}
    </div>
  );
}

const WIDTHS = ['w-3/5', 'w-4/5', 'w-2/5', 'w-3/4', 'w-1/2', 'w-2/3', 'w-3/5', 'w-2/5'] as const;

/** The fleet before the containers were read for the first time. */
export function Loading(): ReactNode {
  return (
    <div role="status" aria-label="Reading the containers" className="@container min-h-0 flex-1 overflow-hidden pt-8">
      {WIDTHS.map((width, index) => (
        <div key={index} aria-hidden className="fleet-columns h-13 border-b border-line/70">
          <span className="h-3 w-20 rounded-full bg-press" />
          <span className="flex flex-col gap-2">
            <span className="h-3 w-28 rounded-full bg-press" />
            <span className="h-2.5 w-20 rounded-full bg-hover" />
          </span>
          <span className="fleet-agent h-3 w-12 rounded-full bg-hover" />
          <span className={`h-3 rounded-full bg-hover ${width}`} />
          <span className="fleet-git h-3 w-16 rounded-full bg-hover" />
        </div>
      ))}
    </div>
  );
}
