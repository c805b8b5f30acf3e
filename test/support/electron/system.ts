import { EventEmitter } from 'node:events';
import type { CDPSession } from 'playwright-core';
import type { Contents } from './window.ts';
import { servedAddress } from './chromium.ts';
import { Stoppable } from './facade.ts';

export const ipcMain = new EventEmitter();

type Handler = (request: Request) => Response | Promise<Response>;
const handlers = new Map<string, Handler>();

/** Schemes of the app itself. */
export const protocol = {
  registerSchemesAsPrivileged: (): void => undefined,

  handle(scheme: string, handler: Handler): void {
    handlers.set(`${scheme}:`, handler);
  },

  /** What the app answers to a request; undefined: nobody serves its scheme. */
  async answer(
    url: string,
    method: string,
  ): Promise<{ status: number; headers: Record<string, string>; body: Buffer } | undefined> {
    const response = await handlers.get(new URL(url).protocol)?.(new Request(url, { method }));
    if (response === undefined) return undefined;
    const body = Buffer.from(await response.arrayBuffer());
    const headers = Object.fromEntries(response.headers);
    // The page tells by its scheme that it is in a window, and chromium cannot be taught one.
    const isScript = headers['content-type']?.includes('javascript') === true;
    const script = () => Buffer.from(body.toString().replaceAll(/(["'`])app:\1/g, '"http:"'));
    return { status: response.status, headers, body: isScript ? script() : body };
  },
};

type Ask = (contents: Electron.WebContents, permission: string, answer: (granted: boolean) => void) => void;

/** What chromium calls the permissions that Electron asks its app for. */
const PERMISSIONS = { notifications: 'notifications', geolocation: 'geolocation', media: 'microphone', midi: 'midi' };

export class Session extends EventEmitter {
  #ask: Ask = (_, __, answer) => answer(true);
  check: ((contents: null, permission: string, requester: string) => boolean) | undefined;
  device: (() => boolean) | undefined;

  setPermissionRequestHandler(handler: Ask): void {
    this.#ask = handler;
  }

  setPermissionCheckHandler(handler: (contents: null, permission: string, requester: string) => boolean): void {
    this.check = handler;
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }

  /** Lets chromium answer a page as the app would; downloads end before they begin. */
  async answerFor(contents: Contents, chromium: CDPSession): Promise<void> {
    for (const [permission, name] of Object.entries(PERMISSIONS)) {
      const granted = await new Promise<boolean>((answered) =>
        this.#ask(contents as unknown as Electron.WebContents, permission, answered),
      );
      await chromium.send('Browser.setPermission', {
        permission: { name },
        setting: granted ? 'granted' : 'denied',
        origin: new URL(servedAddress('app://maestro/')).origin,
      });
    }
    const download = new Stoppable();
    this.emit('will-download', download);
    await chromium.send('Browser.setDownloadBehavior', { behavior: download.defaultPrevented ? 'deny' : 'default' });
  }
}

export const session = { defaultSession: new Session() };

/** What a person is asked, and what a test lets them answer: the number of a button, by the start of the question. */
export const dialog = {
  answers: new Map<string, number>(),
  asked: [] as Electron.MessageBoxOptions[],
  errors: [] as string[],

  showMessageBox(
    first: Electron.BaseWindow | Electron.MessageBoxOptions,
    second?: Electron.MessageBoxOptions,
  ): Promise<Electron.MessageBoxReturnValue> {
    const options = second ?? (first as Electron.MessageBoxOptions);
    dialog.asked.push(options);
    const [, response = options.cancelId ?? 0] =
      [...dialog.answers].find(([start]) => options.message.startsWith(start)) ?? [];
    return Promise.resolve({ response, checkboxChecked: false });
  },

  showErrorBox(title: string, content: string): void {
    dialog.errors.push(`${title}\n${content}`);
    process.stderr.write(`${title}\n${content}\n`);
  },
};

export const shell = {
  opened: [] as string[],

  openExternal(url: string): Promise<void> {
    shell.opened.push(url);
    return Promise.resolve();
  },

  openPath(path: string): Promise<string> {
    shell.opened.push(path);
    return Promise.resolve('');
  },

  showItemInFolder(path: string): void {
    shell.opened.push(path);
  },
};

type Template = Electron.MenuItemConstructorOptions;

/** A menu is its template: what a test reads and presses. */
export class Menu {
  static application: Menu | null = null;
  readonly template: Template[];

  constructor(template: Template[]) {
    this.template = template;
  }

  static buildFromTemplate(template: Template[]): Electron.Menu {
    return new Menu(template) as unknown as Electron.Menu;
  }

  static setApplicationMenu(menu: Electron.Menu | null): void {
    Menu.application = menu as unknown as Menu | null;
  }
}

export class Image {
  isTemplate = false;

  addRepresentation(): void {}

  setTemplateImage(option: boolean): void {
    this.isTemplate = option;
  }

  toPNG(): Buffer<ArrayBuffer> {
    return Buffer.alloc(0);
  }
}

export const nativeImage = {
  createFromBitmap: (): Electron.NativeImage => new Image() as unknown as Electron.NativeImage,
};

/** The sign beside the clock. */
export class Tray extends EventEmitter {
  static readonly all = new Set<Tray>();
  menu: Menu | null = null;
  toolTip = '';

  constructor() {
    super();
    Tray.all.add(this);
  }

  setImage(): void {}

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }

  setContextMenu(menu: Electron.Menu | null): void {
    this.menu = menu as unknown as Menu | null;
  }

  destroy(): void {
    Tray.all.delete(this);
  }
}

/** A notice of the system. */
export class Notification extends EventEmitter {
  static readonly all = new Set<Notification>();
  readonly options: Electron.NotificationConstructorOptions;

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.options = options;
  }

  show(): void {
    Notification.all.add(this);
  }

  close(): void {
    if (Notification.all.delete(this)) this.emit('close', new Stoppable());
  }
}

const DISPLAY = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } } as Electron.Display;

export const screen = {
  displays: [DISPLAY],
  getPrimaryDisplay: (): Electron.Display => screen.displays[0] ?? DISPLAY,
  getAllDisplays: (): Electron.Display[] => screen.displays,
};

/** Keys that work in every program; those of `taken` belong to another one. */
export const globalShortcut = {
  registered: new Map<string, () => void>(),
  taken: new Set<string>(),

  register(accelerator: string, callback: () => void): boolean {
    if (globalShortcut.taken.has(accelerator)) return false;
    globalShortcut.registered.set(accelerator, callback);
    return true;
  },

  unregisterAll(): void {
    globalShortcut.registered.clear();
  },
};

export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
