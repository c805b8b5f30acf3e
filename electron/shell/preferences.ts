import Store from 'electron-store';
import { WindowPlace } from './bounds.ts';

const KEY = 'window';
const TRAY_KEY = 'knowsTray';

/** Where the window was; undefined the first time, and when the file holds something else. */
export function readPlace(): WindowPlace | undefined {
  return WindowPlace.safeParse(openStore().get(KEY)).data;
}

/** Keeps where the window stands, for the next start. */
export function savePlace(place: WindowPlace): void {
  openStore().set(KEY, place);
}

/** Whether its user was told that a closed window is not the end. */
export function knowsTray(): boolean {
  return openStore().get(TRAY_KEY) === true;
}

/** Keeps that. */
export function saveKnowsTray(): void {
  openStore().set(TRAY_KEY, true);
}

/** What belongs to the window and not to the engine; a damaged file starts anew. */
function openStore(): Store {
  return new Store({ name: 'window', clearInvalidConfig: true });
}
