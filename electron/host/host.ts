import { userPaths, type Paths } from '../engine/disk/paths.ts';
import { expireTrash } from '../engine/containers/trash.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { createLog } from '../engine/log.ts';
import { SILENT } from '../engine/silent.ts';
import { openAround } from '../engine/project/follow/open.ts';
import { Scheduler } from '../engine/schedules/scheduler.ts';
import { openBrowser } from './browser.ts';
import { callPeople, type Notifier } from '../engine/attention/calling.ts';
import { type Holder, joinMonitor, type Monitor, type Role } from './lock.ts';
import { notifier, showOnDesktop } from './notify.ts';
import { Demos } from './demos.ts';
import { keepDoctorTrue } from './doctor.ts';
import { openAtUsualPort } from './usual-port.ts';
import { openWeb, type Web } from './web.ts';

const HOUR_MS = 3_600_000;

/** The engine at work for clients: it follows Docker, and has looked the machine over once. */
export interface Host {
  readonly engine: Engine;
  /** Whether this is the one of the user's hosts that does what must happen once. */
  readonly monitor: Monitor;
  readonly demos: Demos;
  close(): Promise<void>;
}

export interface HostOptions {
  readonly paths?: Paths;
  /** `browser` when it is not given. */
  readonly role?: Role;
  /** What brings notices to a person; the desktop’s own program when it is not given. */
  readonly notify?: Notifier;
}

/** Starts the engine and its watchers. It starts without Docker too: what is missing is in the snapshot. */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const { paths = userPaths(), role = 'browser', notify = notifier(showOnDesktop) } = options;
  const engine = createEngine({ paths, log: createLog(role === 'daemon' ? paths.daemonLog : paths.log) });
  const monitor = await joinMonitor(engine.context, role);
  engine.watch();
  void keepDoctorTrue(engine);
  const isMine = (): boolean => monitor.isMine;
  const scheduler = new Scheduler(engine.context, { isMine });
  const scheduling = scheduler.follow();
  const calling = callPeople(engine.context, {
    ...{ notify, isMine },
    schedules: () => scheduler.troubles(),
    signal: engine.context.closing,
  });
  void expireTrash(engine.context);
  const demos = new Demos(engine.context.log);
  const expiring = setInterval(() => void expireTrash(engine.context), HOUR_MS);
  return {
    engine,
    monitor,
    demos,
    close: async () => {
      clearInterval(expiring);
      await Promise.all([engine.close(), demos.close()]);
      await Promise.all([monitor.ended, calling, scheduling]);
    },
  };
}

export interface ServeOptions {
  readonly paths?: Paths;
  /** When it is not given: one that this user had before, else a free one. */
  readonly port?: number;
  /** A folder whose project is opened, if it has one. */
  readonly folder?: string;
  /** Open the address in the user's browser, where there is a display. */
  readonly open?: boolean;
}

/** Browser mode at work. */
export interface Served {
  /** The address to open: signs one browser in, once, within 15 minutes. */
  readonly url: string;
  /** The same place without a token, for browsers that are signed in. */
  readonly origin: string;
  /** Another process of this user that does what must happen once; null when this one does. */
  readonly otherHost: Holder | null;
  /** Whether a browser was opened. */
  readonly opened: boolean;
  /** Another one-time address. */
  newAddress(): string;
  close(): Promise<void>;
}

/** Starts a host for browsers on this machine, for `maestro serve`. PORT_TAKEN. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const host = await startHost(options);
  try {
    if (options.folder !== undefined) await openHere(host.engine, options.folder);
    const { engine, demos } = host;
    const open = (port: number | undefined): Promise<Web> => openWeb(engine, { port, demos });
    const web = await (options.port === undefined ? openAtUsualPort(engine.context, open) : open(options.port));
    return {
      ...(await announced(web, options)),
      otherHost: host.monitor.isMine ? null : host.monitor.holder,
      close: async () => {
        await web.close();
        await host.close();
      },
    };
  } catch (error) {
    await host.close();
    throw error;
  }
}

/** Maestro starts all the same where the project cannot be opened: the page can try again. */
async function openHere({ context }: Engine, folder: string): Promise<void> {
  await openAround(context, folder).catch((error: unknown) => {
    context.log.error({ err: error, folder }, 'could not open the project around this folder');
  });
}

/** Starts a demo for browsers on this machine, for `maestro demo`: no host, no Docker, and nothing of this user’s. PORT_TAKEN. */
export async function serveDemo(options: Pick<ServeOptions, 'port' | 'open'> = {}): Promise<Omit<Served, 'otherHost'>> {
  const demos = new Demos(SILENT);
  try {
    const web = await openWeb(await demos.open(), { port: options.port });
    return {
      ...(await announced(web, options)),
      close: async () => {
        await web.close();
        await demos.close();
      },
    };
  } catch (error) {
    await demos.close();
    throw error;
  }
}

async function announced(web: Web, { open }: Pick<ServeOptions, 'open'>): Promise<Omit<Served, 'otherHost' | 'close'>> {
  const opened = open === true && (await openBrowser(web.newAddress()));
  return { url: web.newAddress(), origin: web.origin, opened, newAddress: () => web.newAddress() };
}
