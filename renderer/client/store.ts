import { create } from 'zustand';
import { applyChange, type Snapshot, type SnapshotEvent } from '../../electron/contract/snapshot.ts';
import type { Client } from './link.ts';

/** How the page stands with the host. `retryAt` is in milliseconds since the epoch. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  | { readonly state: 'lost'; readonly retryAt: number; readonly unauthorized: boolean };

/** What the page knows: the host's snapshot as it was last told, and the client while there is a connection. */
export interface Maestro {
  readonly connection: Connection;
  readonly client: Client | null;
  readonly snapshot: Snapshot | null;
}

export const useMaestro = create<Maestro>(() => ({
  connection: { state: 'connecting' },
  client: null,
  snapshot: null,
}));

/** The state after an event of the snapshot stream. A change that comes before any snapshot is dropped. */
export function receive(maestro: Maestro, event: SnapshotEvent): Partial<Maestro> {
  if (event.kind === 'snapshot') return { snapshot: event.snapshot };
  return maestro.snapshot === null ? {} : { snapshot: applyChange(maestro.snapshot, event.change) };
}

/** A part of the snapshot; `fallback` until the first one arrived. */
export function useSnapshot<Part>(select: (snapshot: Snapshot) => Part, fallback: Part): Part {
  return useMaestro(({ snapshot }) => (snapshot === null ? fallback : select(snapshot)));
}
