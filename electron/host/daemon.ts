import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { VERSION } from '../contract/version.ts';
import { type Daemon, daemonFile, findDaemon } from '../engine/attention/daemon.ts';
import { writeAtomic } from '../engine/disk/atomic.ts';
import { isAlive, thisProcess } from '../engine/disk/holder.ts';
import { withLock } from '../engine/disk/lock.ts';
import type { Paths } from '../engine/disk/paths.ts';
import { fail, isProblem } from '../engine/errors.ts';
import { runDetached } from '../engine/run.ts';

const LOCK = 'daemon';
/** One that was killed leaves its lock, which is taken over when it was silent for so long. */
const STALE_MS = 2_000;
const WAIT_MS = 30_000;
const LOOK_MS = 100;
/** On a busy machine a process takes its time to load, and to end its connections. */
const START_MS = 120_000;
const STOP_MS = 60_000;

/** Is the daemon until `ended` settles; false when another process is. It survives Docker: what it follows comes back. */
export async function runDaemon(paths: Paths, ended: Promise<unknown>): Promise<boolean> {
  if (findDaemon(paths) !== undefined) return false;
  try {
    await withLock({ folder: paths.locks, name: LOCK, waitMs: WAIT_MS, staleMs: STALE_MS }, async () => {
      const { startHost } = await import('./host.ts');
      const host = await startHost({ paths, role: 'daemon' });
      const { log } = host.engine.context;
      const self = { ...thisProcess(), since: new Date().toISOString(), version: VERSION };
      await writeAtomic(daemonFile(paths), JSON.stringify(self));
      log.info({ pid: self.pid, version: VERSION }, 'the daemon began');
      await ended;
      log.info('the daemon ends');
      await host.close();
      await rm(daemonFile(paths), { force: true });
    });
    return true;
  } catch (error) {
    if (isProblem(error, 'LOCK_HELD')) return false;
    throw error;
  }
}

/** Starts the daemon, or finds the one that runs. `program` is this command line, as it was called. DAEMON_FAILED. */
export async function startDaemon(
  paths: Paths,
  program: readonly [string, ...string[]],
): Promise<Daemon & { readonly ran: boolean }> {
  return withLock({ folder: paths.locks, name: `${LOCK}-start`, waitMs: START_MS }, async () => {
    const found = findDaemon(paths);
    return found === undefined ? { ...(await begin(paths, program)), ran: false } : { ...found, ran: true };
  });
}

async function begin(paths: Paths, [command, ...args]: readonly [string, ...string[]]): Promise<Daemon> {
  const pid = await runDetached(command, [...args, 'daemon', 'run']);
  if (pid === undefined) throw fail('DAEMON_FAILED', `${command} could not be started.`);
  for (let waited = 0; waited < START_MS; waited += LOOK_MS) {
    const daemon = findDaemon(paths);
    if (daemon !== undefined) return daemon;
    if (!isThere(pid)) throw fail('DAEMON_FAILED', 'The daemon ended before it had begun.');
    await delay(LOOK_MS);
  }
  throw fail('DAEMON_FAILED', `The daemon (process ${pid}) has not begun yet.`);
}

/** Ends the daemon, and waits until it is gone; undefined where none ran. Containers go on. DAEMON_FAILED. */
export async function stopDaemon(paths: Paths): Promise<Daemon | undefined> {
  const daemon = findDaemon(paths);
  if (daemon === undefined) return undefined;
  process.kill(daemon.pid, 'SIGTERM');
  for (let waited = 0; waited < STOP_MS; waited += LOOK_MS) {
    if (isAlive(daemon) !== true) return daemon;
    await delay(LOOK_MS);
  }
  throw fail('DAEMON_FAILED', `The daemon (process ${daemon.pid}) does not end.`, {
    hints: [`kill -9 ${daemon.pid} ends it at once; nothing is lost by that.`],
  });
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
