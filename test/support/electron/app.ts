import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stoppable } from './facade.ts';

const USER_DATA = '--user-data-dir=';

/** Electron’s `app` as one process of Node: its lock, its end, and what the system would be told. */
export class App extends EventEmitter {
  readonly isPackaged = false;
  /** What the system was told to show beside the icon. */
  badge = 0;
  isSandboxed = false;
  schemes: string[] = [];
  loginItem: Electron.Settings = {};
  #isReady = false;
  #closeWindows: () => boolean = () => true;

  constructor() {
    super();
    process.on('SIGTERM', () => this.quit());
  }

  /** To be told once chromium is there, with what closes all windows (false: one stays). */
  begin(closeWindows: () => boolean): void {
    this.#closeWindows = closeWindows;
    this.#isReady = true;
    this.emit('ready');
  }

  whenReady(): Promise<void> {
    return this.#isReady ? Promise.resolve() : new Promise((resolve) => this.once('ready', resolve));
  }

  isReady(): boolean {
    return this.#isReady;
  }

  enableSandbox(): void {
    this.isSandboxed = true;
  }

  getPath(name: string): string {
    const folder = process.argv.find((word) => word.startsWith(USER_DATA))?.slice(USER_DATA.length);
    if (folder === undefined || name !== 'userData') throw new Error(`the stand-in knows no folder for ${name}`);
    return folder;
  }

  getVersion(): string {
    return '0.0.0';
  }

  getName(): string {
    return 'maestro';
  }

  setBadgeCount(count = 0): boolean {
    this.badge = count;
    return true;
  }

  setAppUserModelId(): void {}

  setLoginItemSettings(settings: Electron.Settings): void {
    this.loginItem = settings;
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    this.schemes.push(scheme);
    return true;
  }

  /** The first process of a folder holds it; others leave their words there, and it hears of them. */
  requestSingleInstanceLock(): boolean {
    const folder = join(this.getPath('userData'), 'single');
    mkdirSync(folder, { recursive: true });
    const lock = join(folder, 'lock');
    if (this.#takes(lock)) {
      process.once('exit', () => rmSync(lock, { force: true }));
      watch(folder, () => this.#hear(folder));
      return true;
    }
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(process.argv));
    return false;
  }

  #takes(lock: string): boolean {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (isAlive(Number(readFileSync(lock, 'utf8')))) return false;
      rmSync(lock, { force: true });
      return this.#takes(lock);
    }
  }

  #hear(folder: string): void {
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      if (text === '') continue;
      rmSync(join(folder, name));
      this.emit('second-instance', new Stoppable(), JSON.parse(text), folder, null);
    }
  }

  /** As Electron: windows close first and may refuse; `will-quit` may hold it up; then the process ends. */
  quit(): void {
    setImmediate(() => {
      const before = new Stoppable();
      this.emit('before-quit', before);
      if (before.defaultPrevented || !this.#closeWindows()) return;
      const will = new Stoppable();
      this.emit('will-quit', will);
      if (!will.defaultPrevented) this.exit(0);
    });
  }

  exit(code = 0): void {
    this.emit('quit', new Stoppable(), code);
    process.exit(code);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export const app = new App();
