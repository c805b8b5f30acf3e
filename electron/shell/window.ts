import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { openingBounds, SMALLEST } from './bounds.ts';
import { CONFINED } from './confined.ts';
import { PAGE } from './place.ts';
import { readPlace, savePlace } from './preferences.ts';

/** Opens the one window, where it was when it was last closed. `renderer` is the folder of the built page. */
export async function openWindow(renderer: string): Promise<BrowserWindow> {
  const place = readPlace();
  const first = screen.getPrimaryDisplay().workArea;
  const others = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...openingBounds(place?.bounds, [first, ...others]),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Maestro',
    show: false,
    autoHideMenuBar: true,
    webPreferences: { ...CONFINED, preload: join(renderer, '../preload/preload.cjs'), devTools: !app.isPackaged },
  });
  if (place?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => savePlace({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  await window.loadURL(PAGE);
  return window;
}
