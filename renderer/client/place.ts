import { useMemo, useSyncExternalStore } from 'react';
import { TerminalWindow } from '../../electron/contract/terminals.ts';

/** Where the page is. It lives in the address's hash, so that a reload, back and forward keep it. */
export type Place =
  | { readonly at: 'fleet' }
  | { readonly at: 'system' }
  | { readonly at: 'creation'; readonly id: string }
  | { readonly at: 'container'; readonly name: string; readonly window: TerminalWindow };

const FLEET: Place = { at: 'fleet' };

/** Reads a hash such as `#/container/maestro-feat-x-1/shell`; what it does not know is the fleet. */
export function readPlace(hash: string): Place {
  const [at, id, window] = hash
    .replace(/^#\/?/, '')
    .split('/')
    .map((part) => decode(part));
  if (at === 'system') return { at };
  if (at === 'creation' && id !== undefined && id !== '') return { at, id };
  if (at !== 'container' || id === undefined || id === '') return FLEET;
  return { at, name: id, window: TerminalWindow.catch('agent').parse(window) };
}

/** The hash of a place; `readPlace` reads it back. */
export function placeHash(place: Place): string {
  if (place.at === 'creation') return `#/creation/${encodeURIComponent(place.id)}`;
  if (place.at === 'container') return `#/container/${encodeURIComponent(place.name)}/${place.window}`;
  return `#/${place.at}`;
}

/** Goes to a place. `replace` leaves no step for the back button. */
export function go(place: Place, { replace = false } = {}): void {
  const hash = placeHash(place);
  if (replace) window.location.replace(hash);
  else window.location.hash = hash;
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => readPlace(hash), [hash]);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
