import { Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { leaveDemo, LOOKS_AT_DEMO } from '../client/demo.ts';
import type { Connection } from '../client/store.ts';
import { Button } from '../ui/Button.tsx';
import { useClock } from '../ui/clock.ts';

interface ConnectionBarProps {
  readonly connection: Connection;
  readonly onRetry: () => void;
}

/** Says that the page shows what was last known, and when it tries again. */
export function ConnectionBar({ connection, onRetry }: ConnectionBarProps): ReactNode {
  if (connection.state !== 'lost') return null;
  return (
    <div role="status" className="flex items-center gap-2.5 border-b border-line bg-bad-soft px-4 py-1.5">
      <Unplug aria-hidden className="size-4 shrink-0 text-bad" />
      <p className="min-w-0 flex-1 truncate">
        <span className="font-medium">
          {connection.unauthorized ? 'This page’s sign-in is over.' : 'The connection to Maestro was lost.'}
        </span>{' '}
        <span className="text-muted">
          {connection.unauthorized
            ? 'Open the address that maestro serve printed.'
            : 'Agents keep running. This is what was last known.'}
        </span>
      </p>
      <span className="shrink-0 text-muted">
        <Wait until={connection.retryAt} />
      </span>
      <Button onClick={onRetry}>Try now</Button>
    </div>
  );
}

/** The whole page while there has been no connection yet. */
export function NoConnection({ connection, onRetry }: ConnectionBarProps): ReactNode {
  if (connection.state !== 'lost') return null;
  return (
    <main className="flex flex-1 flex-col items-center justify-center px-6 pb-16 text-center">
      <Unplug aria-hidden className="mb-4 size-8 text-bad" strokeWidth={1.25} />
      <div role="alert">
        <h1 className="text-title font-semibold">
          {connection.unauthorized ? 'This page is not signed in.' : 'Maestro does not answer.'}
        </h1>
        <p className="mt-1 max-w-110 text-muted">
          {connection.unauthorized
            ? 'Open the address that maestro serve printed: it signs this browser in.'
            : 'Start it with maestro serve, or open the app. Your agents keep running meanwhile.'}
        </p>
      </div>
      <p className="mt-4 text-muted">
        <Wait until={connection.retryAt} />
      </p>
      <div className="mt-2 flex gap-2">
        <Button look="primary" onClick={onRetry}>
          Try now
        </Button>
        {LOOKS_AT_DEMO && <Button onClick={leaveDemo}>Leave the demo</Button>}
      </div>
    </main>
  );
}

function Wait({ until }: { readonly until: number }): ReactNode {
  const seconds = useClock((now) => Math.ceil((until - now) / 1000));
  return seconds <= 0 ? 'Connecting…' : `Next try in ${seconds} s`;
}
