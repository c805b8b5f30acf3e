import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import type { Docker } from '../../electron/engine/docker/port.ts';
import { tempFolder, whenDone } from './project.ts';
import { until } from './until.ts';

/** A Docker engine of a test's own, which it may stop, kill and start again. */
export interface TestDockerd {
  readonly docker: Docker;
  start(): Promise<void>;
  /** Ends it as a shutdown of the machine does. */
  end(): Promise<void>;
  /** Ends it as a crash does: it has no moment to stop its containers. */
  kill(): Promise<void>;
}

/** In a network namespace of its own: an engine without a bridge removes the machine's `docker0`, which is another engine's. */
const LAUNCH = ['--net', 'bash', '-c', 'ip link set lo up && exec dockerd "$@"', 'dockerd'];

/** Why this machine cannot have one; undefined when it can. */
export async function whyNoDockerd(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'a private Docker engine needs Linux';
  if (process.getuid?.() !== 0) return 'a private Docker engine needs root';
  return promisify(execFile)('unshare', [...LAUNCH, '--version']).then(
    () => undefined,
    () => 'dockerd, unshare or ip is not installed here',
  );
}

/** Why this machine cannot have one that holds containers to a size; undefined when it can. */
export async function whyNoLimitingDockerd(): Promise<string | undefined> {
  const why = await whyNoDockerd();
  if (why !== undefined) return why;
  if (!/\bbtrfs$/m.test(await readFile('/proc/filesystems', 'utf8'))) return 'this kernel has no btrfs';
  return promisify(execFile)('mkfs.btrfs', ['--version']).then(
    () => undefined,
    () => 'mkfs.btrfs is not installed here',
  );
}

/**
 * Starts an engine without a bridge of its own and without firewall rules, and loads images into it from the machine's
 * engine. One that `limits` has its files on a btrfs of its own, and so holds containers to a size.
 */
export async function testDockerd(images: readonly string[], { limits = false } = {}): Promise<TestDockerd> {
  const folder = await tempFolder('maestro-dockerd');
  if (limits) await mountBtrfs(folder, 'data');
  const socketPath = join(folder, 'docker.sock');
  const docker = new DockerClient({ socketPath });
  const places = ['--data-root', 'data', '--exec-root', 'exec', '--pidfile', 'pid'];
  const inFolder = places.map((word) => (word.startsWith('--') ? word : join(folder, word)));
  const driver = limits ? ['--storage-driver', 'btrfs'] : [];
  const options = [...driver, '--bridge', 'none', '--iptables=false', '--ip6tables=false', '--shutdown-timeout', '5'];
  let child: ChildProcess | undefined;

  const isGone = (): boolean => child === undefined || child.exitCode !== null || child.signalCode !== null;
  /** As a supervisor does it: one that finds the remains of a crash still dying ends at once, and is started again. */
  const start = (): Promise<void> =>
    until('the private engine to answer', async () => {
      const args = [...LAUNCH, '-H', `unix://${socketPath}`, ...inFolder, ...options];
      if (isGone()) child = spawn('unshare', args, { stdio: 'ignore' });
      await docker.version();
      return true;
    }).then(() => undefined);
  const leave = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child === undefined || isGone()) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const end = (): Promise<void> => leave('SIGTERM');
  const kill = (): Promise<void> => leave('SIGKILL');
  whenDone(async () => {
    await end();
    await unmountBelow(folder);
    for (const left of ['data', 'disk']) await rm(join(folder, left), { recursive: true, force: true });
  });
  await start();
  const load = `docker save "$@" | docker -H "unix://${socketPath}" load`;
  await promisify(execFile)('bash', ['-o', 'pipefail', '-c', load, 'load', ...images]);
  return { docker, start, end, kill };
}

/** Takes room only for what is written; less than what is told of as little room. */
async function mountBtrfs(folder: string, name: string): Promise<void> {
  const script = 'cd "$1"; truncate -s 16G disk; mkfs.btrfs -q disk; mkdir "$2"; mount -o loop disk "$2"';
  await promisify(execFile)('bash', ['-ec', script, 'mount', folder, name]);
}

/** An engine that was killed leaves what it had mounted, its own data folder among it. */
async function unmountBelow(folder: string): Promise<void> {
  const mounts = (await readFile('/proc/mounts', 'utf8')).split('\n').map((line) => line.split(' ')[1] ?? '');
  const below = mounts.filter((place) => place.startsWith(`${folder}/`)).reverse();
  for (const place of below) await promisify(execFile)('umount', ['--lazy', place]);
}
