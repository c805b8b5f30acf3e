import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type electron from './electron/electron.ts';
import { NO_ENGINE } from './maestro.ts';
import { tempFolder, whenDone } from './project.ts';
import { PATIENCE_MS, until } from './until.ts';
import { CHROMIUM_WORDS } from './window.ts';

type Electron = typeof electron;

/** The desktop app at work, on Electron where its runtime is, else on the stand-in. */
export interface Desktop {
  /** Its first window’s page. */
  readonly page: Page;
  /** All of its pages. */
  readonly pages: () => Page[];
  /** Runs a function in the main process; it knows nothing of what is around it here. */
  readonly evaluate: <Result, Argument = undefined>(
    wish: (electron: Electron, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ) => Promise<Awaited<Result>>;
  /** Starts the app once more for the same user, with further words; answers when that process ended. */
  readonly again: (...words: string[]) => Promise<number | null>;
  readonly close: () => Promise<void>;
  /** How its main process ended. */
  readonly ended: Promise<number | null>;
}

const ROOT = resolve(import.meta.dirname, '../..');
const RUNTIME = join(ROOT, 'node_modules/electron');
/** Where the stand-in’s pages are. */
const SERVED = 'http://maestro.localhost/';
const BUILT = join(ROOT, 'dist/electron/main.js');

/** Whether Electron itself runs here. */
export const HAS_ELECTRON =
  existsSync(join(RUNTIME, 'path.txt')) && (process.platform !== 'linux' || (process.env['DISPLAY'] ?? '') !== '');

export interface LaunchOptions {
  /** The user’s home; a fresh one when it is not given. */
  readonly home?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly words?: readonly string[];
  /** Another main process than the one that was built here. */
  readonly built?: string;
}

/** Starts the built app for a user of its own, on a machine without Docker unless `env` says otherwise. */
export async function launchDesktop(options: LaunchOptions = {}): Promise<Desktop> {
  const home = options.home ?? (await tempFolder('maestro-desktop'));
  const env = { ...process.env, ...NO_ENGINE, HOME: home, ...options.env } as Record<string, string>;
  const words = [`--user-data-dir=${join(home, 'electron')}`, ...(options.words ?? [])];
  return HAS_ELECTRON ? launchElectron(words, env) : launchStandIn(words, env, options.built ?? BUILT);
}

async function launchElectron(words: readonly string[], env: Record<string, string>): Promise<Desktop> {
  const program = (await readFile(join(RUNTIME, 'path.txt'), 'utf8')).trim();
  const executablePath = join(RUNTIME, 'dist', program);
  const args = [ROOT, ...words, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const app = await _electron.launch({ executablePath, args, env });
  whenDone(() => app.close());
  const page = await app.firstWindow();
  await page.waitForSelector('#root > *');
  return {
    page,
    pages: () => app.windows(),
    evaluate: (wish, argument) => app.evaluate(wish as never, argument as never) as never,
    again: (...more) => endOf(fork(executablePath, [...args, ...more], { env, stdio: 'ignore' })),
    close: () => app.close(),
    ended: endOf(app.process()),
  };
}

async function launchStandIn(words: readonly string[], env: Record<string, string>, built: string): Promise<Desktop> {
  const { browser, port } = await ownChromium();
  const options = {
    env: { ...env, STAND_IN: await standIn(), STAND_IN_CHROMIUM: port },
    execArgv: ['--import', pathToFileURL(join(import.meta.dirname, 'electron/register.mjs')).href],
  };
  const main = fork(built, [...words], options);
  const ended = endOf(main);
  const close = async (): Promise<void> => {
    main.kill('SIGTERM');
    await ended;
  };
  whenDone(close);
  const pages = (): Page[] => browser.pages().filter((page) => page.url().startsWith(SERVED));
  const page = await Promise.race([
    until('a window', () => pages()[0]),
    ended.then((code) => Promise.reject(new Error(`the app ended with ${code}`))),
  ]);
  await page.waitForSelector('#root > *', { timeout: PATIENCE_MS });
  return {
    page,
    pages,
    evaluate: evaluator(main),
    again: (...more) => endOf(fork(built, [...words, ...more], options)),
    close,
    ended,
  };
}

/** A chromium whose pages both the app and the test may drive. */
async function ownChromium(): Promise<{ browser: BrowserContext; port: string }> {
  const profile = await tempFolder('maestro-chromium');
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...CHROMIUM_WORDS, '--remote-debugging-port=0'],
    viewport: null,
  });
  whenDone(() => browser.close());
  const [port = ''] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
  return { browser, port };
}

let built: Promise<string> | undefined;

/** The stand-in as a module that Node can load: its address. */
function standIn(): Promise<string> {
  built ??= buildStandIn();
  return built;
}

async function buildStandIn(): Promise<string> {
  // Within node_modules, so that it finds the packages that it needs.
  const folder = join(ROOT, 'node_modules/.cache/maestro/stand-in');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'electron/electron.ts'),
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'electron.mjs' } },
    },
  });
  return pathToFileURL(join(folder, 'electron.mjs')).href;
}

function evaluator(main: ChildProcess): Desktop['evaluate'] {
  let last = 0;
  return (wish, argument) => {
    const id = (last += 1);
    return new Promise((resolve, reject) => {
      const hear = (answer: { id: number; value?: never; error?: string }): void => {
        if (answer.id !== id) return;
        main.off('message', hear);
        if (answer.error === undefined) resolve(answer.value as never);
        else reject(new Error(answer.error));
      };
      main.on('message', hear);
      main.send({ id, code: wish.toString(), argument });
    });
  };
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}
