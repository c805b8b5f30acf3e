import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { openingBounds, SMALLEST, type WindowPlace } from './bounds.ts';
import { CONFINED } from './confined.ts';
import { type FaultLog, watchFaults } from './faults.ts';
import { isOwnPage, PAGE } from './place.ts';
import { readWindows, saveWindows } from './preferences.ts';

/** What windows show, and where their faults are told. */
export interface Windows extends FaultLog {
  /** The folder of the built page. */
  readonly renderer: string;
}

/** Opens the windows that were open last, or one. */
export async function reopenWindows(windows: Windows): Promise<void> {
  const places = readWindows();
  if (places.length === 0) await openWindow(windows);
  // The one in front opens last.
  else for (const place of places.toReversed()) await openWindow(windows, { place });
}

/** Opens a window more: where `place` says, or where one was last; at `hash` of the page where that is given. */
export async function openWindow(
  windows: Windows,
  { place = lastPlace(), hash = place?.hash ?? '' }: { place?: WindowPlace | undefined; hash?: string } = {},
): Promise<BrowserWindow> {
  const first = screen.getPrimaryDisplay().workArea;
  const others = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...openingBounds(place?.bounds, [first, ...others]),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Maestro',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      ...CONFINED,
      preload: join(windows.renderer, '../preload/preload.cjs'),
      devTools: !app.isPackaged,
    },
  });
  if (place?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => rememberWindows(window));
  watchFaults(window, windows);
  await loadPage(window, hash);
  return window;
}

/** Shows the page at one of its places. A window that was closed meanwhile shows nothing, and nothing is wrong. */
export async function loadPage(window: Pick<BrowserWindow, 'loadURL' | 'isDestroyed'>, hash: string): Promise<void> {
  try {
    await window.loadURL(PAGE + hash);
  } catch (error) {
    if (!window.isDestroyed()) throw error;
  }
}

/** A window more, moved a little so that it does not lie over the one that is in front. */
function lastPlace(): WindowPlace | undefined {
  const front = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  if (front === undefined) return readWindows()[0];
  const { bounds } = placeOf(front);
  return { bounds: { ...bounds, x: bounds.x + STEP, y: bounds.y + STEP }, maximized: false };
}

const STEP = 28;

let areFinal = false;

/**
 * Keeps where all windows are, for the next start. One that closes is forgotten where others stay, for it was closed
 * and they were not.
 */
export function rememberWindows(closing?: BrowserWindow): void {
  if (areFinal) return;
  const all = BrowserWindow.getAllWindows();
  const staying = all.length > 1 ? all.filter((one) => one !== closing) : all;
  const front = BrowserWindow.getFocusedWindow();
  saveWindows(staying.toSorted((a, b) => Number(b === front) - Number(a === front)).map((one) => placeOf(one)));
}

/** Keeps where all windows are, and that whatever closes from now on was not closed by its user. */
export function rememberForGood(): void {
  if (BrowserWindow.getAllWindows().length > 0) rememberWindows();
  areFinal = true;
}

/** Quitting was given up: windows that close are closed again. */
export function rememberOn(): void {
  areFinal = false;
}

function placeOf(window: Pick<BrowserWindow, 'webContents' | 'getNormalBounds' | 'isMaximized'>): WindowPlace {
  const address = window.webContents.getURL();
  const hash = isOwnPage(address) ? new URL(address).hash : '';
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized(), ...(hash === '' ? {} : { hash }) };
}
