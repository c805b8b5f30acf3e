import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Page, Request, Route } from 'playwright-core';
import { app } from './app.ts';
import { connected, servedAddress, shownAddress } from './chromium.ts';
import { Stoppable } from './facade.ts';
import { Port, runPreload, type Told } from './ports.ts';
import { ipcMain, protocol, session } from './system.ts';

type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse;

let lastContents = 0;

/** What a window shows: a page of chromium with the built preload script in it. */
export class Contents extends EventEmitter {
  readonly id = (lastContents += 1);
  readonly mainFrame: { url: string } = { url: '' };
  readonly session = session.defaultSession;
  /** The page; it is there once the window was loaded. */
  page: Page | undefined;
  readonly #preferences: Electron.WebPreferences;
  readonly #ports = new Map<number, Port>();
  #openHandler: OpenHandler = () => ({ action: 'deny' });
  #post: (port: number, order: 'message' | 'close', data: unknown) => void = () => undefined;

  constructor(preferences: Electron.WebPreferences) {
    super();
    this.#preferences = preferences;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  getLastWebPreferences(): Electron.WebPreferences {
    return this.#preferences;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  reload(): void {
    void this.page?.reload().catch(() => null);
  }

  /** Makes the page, closed off as the window’s preferences say, with everything that it asks passing by here. */
  async begin(): Promise<Page> {
    const context = (await connected()).contexts()[0];
    if (context === undefined) throw new Error('chromium has no profile');
    const page = await context.newPage();
    this.page = page;
    const protocolSession = await context.newCDPSession(page);
    await session.defaultSession.answerFor(this, protocolSession);
    await page.exposeFunction(
      'standInOpen',
      (url: string) => void this.#openHandler({ url: shownAddress(url) } as Electron.HandlerDetails),
    );
    await page.addInitScript(() => {
      const { standInOpen } = window as unknown as { standInOpen: (url: string) => void };
      window.open = (url = '') => {
        standInOpen(new URL(url, location.href).href);
        return null;
      };
    });
    await page.route('**/*', (route, request) => this.#answer(route, request));
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.mainFrame.url = shownAddress(frame.url());
    });
    page.on('crash', () => this.emit('render-process-gone', new Stoppable(), { reason: 'crashed', exitCode: 1 }));
    const preload = readFileSync(this.#preferences.preload ?? '', 'utf8');
    this.#post = await runPreload(protocolSession, preload, {
      told: (message) => this.#hear(message),
      begun: () => this.#closePorts(),
    });
    return page;
  }

  #hear(message: Told): void {
    if (message.kind === 'message') this.#ports.get(message.port)?.received(message.data);
    else if (message.kind === 'close') this.#closePort(message.port);
    else {
      const ports = message.ports.map((id) => {
        const port = new Port((order, data) => this.#post(id, order, data));
        this.#ports.set(id, port);
        return port;
      });
      this.mainFrame.url = shownAddress(this.page?.url() ?? '');
      ipcMain.emit(message.channel, { sender: this, senderFrame: this.mainFrame, ports }, message.message);
    }
  }

  #closePort(id: number): void {
    const port = this.#ports.get(id);
    this.#ports.delete(id);
    port?.emit('close');
  }

  #closePorts(): void {
    for (const id of [...this.#ports.keys()]) this.#closePort(id);
  }

  /** Ends with its window. */
  end(): void {
    this.#closePorts();
    this.emit('destroyed');
  }

  /** Nothing but the app’s own scheme is ever answered. */
  async #answer(route: Route, request: Request): Promise<void> {
    const url = shownAddress(request.url());
    if (request.isNavigationRequest() && request.url() !== servedAddress(this.#loading)) {
      const event = Object.assign(new Stoppable(), { url, isMainFrame: true });
      this.emit('will-frame-navigate', event);
      this.emit('will-navigate', event);
      if (event.defaultPrevented) return route.abort('aborted');
    }
    const answer = await protocol.answer(url, request.method());
    if (answer === undefined) return route.abort('blockedbyclient');
    await route.fulfill(answer);
  }

  #loading = '';

  /** Goes to an address that the app itself wishes. */
  async load(url: string): Promise<void> {
    const page = this.page ?? (await this.begin());
    this.#loading = url.split('#')[0] ?? url;
    await page.goto(servedAddress(url));
  }
}

const windows = new Set<Window>();

/** A window: its place on a screen that nobody sees, and its contents. */
export class Window extends EventEmitter {
  static getAllWindows(): Electron.BrowserWindow[] {
    return [...windows] as unknown as Electron.BrowserWindow[];
  }

  static fromWebContents(contents: Electron.WebContents): Electron.BrowserWindow | null {
    const found = [...windows].find((one) => one.webContents === contents);
    return (found as unknown as Electron.BrowserWindow | undefined) ?? null;
  }

  static getFocusedWindow(): Electron.BrowserWindow | null {
    return ([...windows].find((one) => one.focused) as unknown as Electron.BrowserWindow | undefined) ?? null;
  }

  readonly webContents: Electron.WebContents;
  readonly contents: Contents;
  focused = false;
  visible: boolean;
  minimized = false;
  maximized = false;
  #bounds: Electron.Rectangle;
  #isGone = false;

  constructor({
    x = 0,
    y = 0,
    width = 800,
    height = 600,
    show = true,
    webPreferences = {},
  }: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.#bounds = { x, y, width, height };
    this.visible = show;
    this.contents = new Contents(webPreferences);
    this.webContents = this.contents as unknown as Electron.WebContents;
    windows.add(this);
    app.emit('web-contents-created', new Stoppable(), this.contents);
    app.emit('browser-window-created', new Stoppable(), this);
  }

  async loadURL(url: string): Promise<void> {
    const isFirst = this.contents.page === undefined;
    const page = this.contents.page ?? (await this.contents.begin());
    if (isFirst) {
      page.on('close', () => this.close());
      await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height });
    }
    await this.contents.load(url);
    if (isFirst) this.emit('ready-to-show');
  }

  show(): void {
    this.visible = true;
    this.focus();
  }

  hide(): void {
    this.visible = false;
    this.focused = false;
  }

  focus(): void {
    for (const one of windows) one.focused = one === this;
    this.emit('focus');
  }

  isVisible(): boolean {
    return this.visible;
  }

  isFocused(): boolean {
    return this.focused;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.minimized = false;
  }

  maximize(): void {
    this.maximized = true;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  isDestroyed(): boolean {
    return this.#isGone;
  }

  getNormalBounds(): Electron.Rectangle {
    return this.#bounds;
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
  }

  /** As a press on its button: a listener may refuse. */
  close(): void {
    if (this.#isGone) return;
    const event = new Stoppable();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    windows.delete(this);
    void this.contents.page?.close().catch(() => null);
    this.contents.end();
    this.emit('closed');
    if (windows.size === 0 && !quitting && !app.emit('window-all-closed')) app.quit();
  }
}

let quitting = false;

/** Closes all; false: one stays, and the app with it. */
export function closeWindows(): boolean {
  quitting = true;
  for (const one of windows) one.close();
  quitting = false;
  return windows.size === 0;
}
