import { app, BrowserWindow, dialog, Menu, Notification, session, shell } from 'electron';
import type { Notice } from '../contract/notices.ts';
import type { Host } from '../host/host.ts';
import { bridge } from './bridge.ts';
import { installCommand, offersCommand } from './install-command.ts';
import { linkAmong, linkedPlace, LINK_SCHEME } from './links.ts';
import { menuTemplate } from './menu.ts';
import { Notices } from './notify.ts';
import { knowsTray, MOST_WINDOWS, saveKnowsTray } from './preferences.ts';
import { registerScheme, servePage } from './protocol.ts';
import { guardQuit } from './quit.ts';
import { hardenContents, hardenSession } from './security.ts';
import { showTray } from './tray.ts';
import { followWishes } from './wishes.ts';
import { loadPage, openWindow, rememberWindows, reopenWindows, type Windows } from './window.ts';

/** As the package names it: Windows shows notices only of programs that it knows by this. */
const APP_ID = 'dev.maestro.desktop';

/** Starts a host that shows its notices in this way. */
type StartHost = (show: (notice: Notice) => Promise<void>) => Promise<Host>;

/** Runs the desktop app: one process, its windows, a tray, and a host inside. Quitting leaves all containers as they are. */
export function startShell(startHost: StartHost): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerScheme();
  app.setAppUserModelId(APP_ID);
  app.enableSandbox();
  // Before the system hands over a link, which it may do at once.
  const links = new Links();
  app.on('open-url', (event, link) => {
    event.preventDefault();
    links.follow(link);
  });
  // Without a window it goes on in the tray, where it can be ended.
  app.on('window-all-closed', tellOfTray);
  app
    .whenReady()
    .then(() => run(startHost, links), giveUp)
    .catch(giveUp);
}

async function run(startHost: StartHost, links: Links): Promise<void> {
  let begun: (shown: Shown) => void = () => undefined;
  const shown = new Promise<Shown>((resolve) => (begun = resolve));
  const open = (hash: string): void => void shown.then(({ windows }) => told(windows, showWindow(windows, hash)));
  const notices = new Notices(open);
  const host = await startHost(async (notice) => notices.show(notice, (await shown).host));
  const { renderer, log: logFile } = host.engine.context.paths;
  const windows = { renderer, log: host.engine.context.log, logFile };
  const openMore = (hash?: string): void => {
    if (BrowserWindow.getAllWindows().length >= MOST_WINDOWS) open(hash ?? '');
    else
      told(
        windows,
        openWindow(windows, hash === undefined ? {} : { hash }).then(() => rememberWindows()),
      );
  };
  hardenSession(session.defaultSession);
  hardenContents({ openMore });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuOf({ open, openMore, logFile })));
  guardQuit(host);
  servePage(renderer);
  bridge(host);
  app.on('second-instance', (_, words) => open(placeAmong(words)));
  app.on('activate', () => open(''));
  told(windows, showTray(host, open, notices));
  told(windows, followWishes(host, open));
  await reopenWindows(windows);
  begun({ host, windows });
  app.setAsDefaultProtocolClient(LINK_SCHEME);
  links.begin(open);
  if (placeAmong(process.argv) !== '') open(placeAmong(process.argv));
}

/** What goes on beside the rest, and fails alone. */
function told({ log }: Windows, work: Promise<unknown>): void {
  work.catch((error: unknown) => log.error({ err: error }, 'a part of the window’s program failed'));
}

interface Shown {
  readonly host: Host;
  readonly windows: Windows;
}

/** Links from the system: one may come before there is a window for it. */
class Links {
  #waiting: string | null = null;
  #open: ((hash: string) => void) | null = null;

  follow(link: string): void {
    const place = linkedPlace(link);
    if (place === undefined) return;
    if (this.#open === null) this.#waiting = place;
    else this.#open(place);
  }

  begin(open: (hash: string) => void): void {
    this.#open = open;
    if (this.#waiting !== null) open(this.#waiting);
  }
}

function placeAmong(words: readonly string[]): string {
  const link = linkAmong(words);
  return link === undefined ? '' : (linkedPlace(link) ?? '');
}

interface MenuParts {
  readonly open: (hash: string) => void;
  readonly openMore: () => void;
  readonly logFile: string;
}

function menuOf({ open, openMore, logFile }: MenuParts): Electron.MenuItemConstructorOptions[] {
  return menuTemplate({
    isMac: process.platform === 'darwin',
    forDevelopers: !app.isPackaged,
    openWindow: () => openMore(),
    open,
    showLog: () => shell.showItemInFolder(logFile),
    installCommand: offersCommand() ? () => void installCommand() : undefined,
  });
}

/** Brings the window in front to its user, opens one where there is none, and goes to a place of the page unless that is empty. */
async function showWindow(windows: Windows, hash: string): Promise<void> {
  const present = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const window = present ?? (await openWindow(windows));
  if (hash !== '') await loadPage(window, hash);
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
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

function giveUp(error: unknown): void {
  dialog.showErrorBox('Maestro could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
