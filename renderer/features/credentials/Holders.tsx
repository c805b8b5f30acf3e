import { type ReactNode, useState } from 'react';
import { type Lease, LEASE_WORDS } from '../../../electron/contract/credentials.ts';
import { placeHash } from '../../client/place.ts';
import { AskSheet } from '../../ui/AskSheet.tsx';
import { Button } from '../../ui/Button.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { revoke } from './credentials.ts';
import { type Held, holderWords } from './words-select.ts';

/** Containers that have something of a sign-in, each with a way to take it back where that is possible. */
export function Holders({ held }: { readonly held: readonly Held[] }): ReactNode {
  const [asked, setAsked] = useState<Lease | null>(null);
  if (held.length === 0) return <p className="mt-1 text-muted">No container has it.</p>;
  return (
    <Fold title={holderWords(held)} className="mt-1">
      <ul className="mt-1 max-h-60 overflow-y-auto">
        {held.map((one) => (
          <Holder key={one.lease.container} held={one} onRevoke={() => setAsked(one.lease)} />
        ))}
      </ul>
      {asked !== null && <RevokeSheet lease={asked} onClose={() => setAsked(null)} />}
    </Fold>
  );
}

function Holder({ held: { lease, container }, onRevoke }: { readonly held: Held; readonly onRevoke: () => void }) {
  const { state, host } = lease;
  const name = container?.shortName ?? lease.container;
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-4">
      <a
        href={placeHash({ at: 'container', name: lease.container, window: 'agent' })}
        className="min-w-0 flex-1 truncate text-accent hover:underline"
      >
        {name}
      </a>
      <span className={state === 'ended' ? 'text-warn' : 'text-muted'}>
        {LEASE_WORDS[state]}
        {host !== null && `, for ${host}`}
      </span>
      <span className="flex w-24 justify-end">
        {(state === 'lent' || state === 'waiting') && (
          <Button aria-label={`Revoke: ${name}`} onClick={onRevoke}>
            Revoke
          </Button>
        )}
        {state === 'ended' && (
          <Button aria-label={`Lend again: ${name}`} onClick={() => void revoke(lease.container, true)}>
            Lend again
          </Button>
        )}
      </span>
    </li>
  );
}

/** Asks before a sign-in is taken back: what uses it fails from then on. */
function RevokeSheet({ lease: { container }, onClose }: { readonly lease: Lease; readonly onClose: () => void }) {
  return (
    <AskSheet
      title={`Take the sign-in back from ${container}?`}
      command={`maestro revoke ${container}`}
      word="Revoke"
      onDo={() => void revoke(container, false)}
      onClose={onClose}
    >
      <p className="text-muted">
        Its gateway forgets it at once. Its agent’s requests are refused, and open ones end, until it is lent again.
      </p>
    </AskSheet>
  );
}
