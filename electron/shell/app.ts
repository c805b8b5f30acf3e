import { app, BrowserWindow, dialog, Menu, session } from 'electron';
import type { Host } from '../host/host.ts';
import { bridge } from './bridge.ts';
import { menuTemplate } from './menu.ts';
import { registerScheme, servePage } from './protocol.ts';
import { hardenContents, hardenSession } from './security.ts';
import { openWindow } from './window.ts';

/** How long quitting waits for the engine's connections. */
const CLOSE_MS = 5_000;

/** Runs the desktop app: one process, one window, and a host inside. Quitting leaves all containers as they are. */
export function startShell(startHost: () => Promise<Host>): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerScheme();
  app.enableSandbox();
  hardenContents();
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app
    .whenReady()
    .then(() => run(startHost), giveUp)
    .catch(giveUp);
}

async function run(startHost: () => Promise<Host>): Promise<void> {
  hardenSession(session.defaultSession);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate({ isMac: process.platform === 'darwin', forDevelopers: !app.isPackaged })),
  );
  const host = await startHost();
  closeBeforeQuit(host);
  const { renderer } = host.engine.context.paths;
  servePage(renderer);
  bridge(host);
  app.on('second-instance', () => void showWindow(renderer));
  app.on('activate', () => void showWindow(renderer));
  await openWindow(renderer);
}

/** Brings the window to the front, and opens it where it was closed. */
async function showWindow(renderer: string): Promise<void> {
  const window = BrowserWindow.getAllWindows()[0] ?? (await openWindow(renderer));
  if (window.isMinimized()) window.restore();
  window.focus();
}

function closeBeforeQuit(host: Host): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const deadline = new Promise((resolve) => setTimeout(resolve, CLOSE_MS));
    void Promise.race([host.close(), deadline]).finally(() => {
      closed = true;
      app.quit();
    });
  });
}

function giveUp(error: unknown): void {
  dialog.showErrorBox('Maestro could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
