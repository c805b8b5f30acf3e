import { app, BrowserWindow, dialog, Menu, Notification, session } from 'electron';
import type { Notice } from '../contract/notices.ts';
import type { Host } from '../host/host.ts';
import { bridge } from './bridge.ts';
import { menuTemplate } from './menu.ts';
import { showNotice } from './notify.ts';
import { PAGE } from './place.ts';
import { knowsTray, saveKnowsTray } from './preferences.ts';
import { registerScheme, servePage } from './protocol.ts';
import { hardenContents, hardenSession } from './security.ts';
import { showTray } from './tray.ts';
import { openWindow } from './window.ts';

/** How long quitting waits for the engine's connections. */
const CLOSE_MS = 5_000;

/** Starts a host that shows its notices in this way. */
type StartHost = (show: (notice: Notice) => Promise<void>) => Promise<Host>;

/** Runs the desktop app: one process, one window, a tray, and a host inside. Quitting leaves all containers as they are. */
export function startShell(startHost: StartHost): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerScheme();
  app.enableSandbox();
  hardenContents();
  // Without a window it goes on in the tray, where it can be ended.
  app.on('window-all-closed', tellOfTray);
  app
    .whenReady()
    .then(() => run(startHost), giveUp)
    .catch(giveUp);
}

async function run(startHost: StartHost): Promise<void> {
  hardenSession(session.defaultSession);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate({ isMac: process.platform === 'darwin', forDevelopers: !app.isPackaged })),
  );
  const starting = startHost((notice) => {
    showNotice(notice, open);
    return Promise.resolve();
  });
  const open = (hash: string): void =>
    void starting.then(({ engine }) => showWindow(engine.context.paths.renderer, hash));
  const host = await starting;
  closeBeforeQuit(host);
  const { renderer } = host.engine.context.paths;
  servePage(renderer);
  bridge(host);
  app.on('second-instance', () => open(''));
  app.on('activate', () => open(''));
  void showTray(host, open);
  await openWindow(renderer);
}

/** Brings the window to the front, opens it where it was closed, and goes to a place of the page unless that is empty. */
async function showWindow(renderer: string, hash: string): Promise<void> {
  const window = BrowserWindow.getAllWindows()[0] ?? (await openWindow(renderer));
  if (hash !== '') await window.loadURL(`${PAGE}${hash}`);
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Says once that a closed window is not the end. */
function tellOfTray(): void {
  if (knowsTray()) return;
  new Notification({
    title: 'Maestro goes on in the tray',
    body: 'It calls you when an agent needs you. To end it, choose Quit there; agents go on all the same.',
  }).show();
  saveKnowsTray();
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
