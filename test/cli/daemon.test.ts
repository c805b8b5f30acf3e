import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startHost } from '../../electron/host/host.ts';
import { type Ended, maestro, NO_ENGINE } from '../support/maestro.ts';
import { type TestUser, testUser, whenDone } from '../support/project.ts';
import { until } from '../support/until.ts';

interface Status {
  readonly running: boolean;
  readonly pid?: number;
}

/** A user whose daemon is ended with the test, whatever becomes of that. */
async function daemonUser(): Promise<TestUser & { readonly daemon: (...args: string[]) => Promise<Ended> }> {
  const user = await testUser();
  const env = { ...NO_ENGINE, HOME: user.home };
  const daemon = (...args: string[]): Promise<Ended> => maestro(['daemon', ...args], { env });
  whenDone(async () => {
    await daemon('stop');
  });
  return { ...user, daemon };
}

async function json<Value>(ended: Promise<Ended>): Promise<Value> {
  const { stdout, stderr } = await ended;
  try {
    return JSON.parse(stdout) as Value;
  } catch {
    throw new Error(`no JSON: ${stdout}${stderr}`);
  }
}

test('a daemon is started once, is told of, writes what it does, and is stopped', async () => {
  const { daemon } = await daemonUser();
  expect(await json(daemon('status', '--json'))).toMatchObject({ running: false });

  const [first, second] = await Promise.all([
    json<Status & { started: boolean }>(daemon('start', '--json')),
    json<Status & { started: boolean }>(daemon('start', '--json')),
  ]);
  expect(first.pid).toBe(second.pid);
  expect(await json(daemon('start', '--json'))).toMatchObject({ pid: first.pid, started: false });
  expect(await json(daemon('status', '--json'))).toMatchObject({ running: true, pid: first.pid });
  expect((await daemon('status')).stdout).toMatch(/attention after 5 min/);
  expect((await daemon('logs')).stdout).toMatch(/\[INFO\] the daemon began/);

  expect(await json(daemon('stop', '--json'))).toMatchObject({ stopped: true, pid: first.pid });
  expect((await json<Status>(daemon('status', '--json'))).running).toBe(false);
  expect((await daemon('logs')).stdout).toMatch(/\[INFO\] the daemon ends/);
  expect(await json(daemon('stop', '--json'))).toMatchObject({ stopped: false });
});

test('a daemon that was killed is not taken for one that runs, and another is started', async () => {
  const { daemon } = await daemonUser();
  const { pid = 0 } = await json<Status>(daemon('start', '--json'));
  process.kill(pid, 'SIGKILL');
  await until('the killed one to be gone', async () => {
    return (await json<Status>(daemon('status', '--json'))).running ? undefined : true;
  });
  const next = await json<Status>(daemon('start', '--json'));
  expect(next.pid).not.toBe(pid);
  expect(await json(daemon('status', '--json'))).toMatchObject({ running: true, pid: next.pid });
});

test('what an old file says of a process that is somebody else’s stops nobody', async () => {
  const { daemon, paths } = await daemonUser();
  await mkdir(paths.locks, { recursive: true });
  await writeFile(join(paths.locks, 'daemon.json'), JSON.stringify({ pid: process.pid, host: 'x', started: '1' }));
  expect(await json(daemon('stop', '--json'))).toMatchObject({ stopped: false });
});

test('the app takes the place of the daemon, and gives it back', async () => {
  const { daemon, paths } = await daemonUser();
  const { pid } = await json<Status>(daemon('start', '--json'));
  const holder = async (): Promise<unknown> =>
    (JSON.parse(await readFile(join(paths.locks, 'host.json'), 'utf8')) as Status).pid;
  await until('the daemon to be the one', async () => (await holder()) === pid);

  const app = await startHost({ paths, role: 'app' });
  await until('the app to be the one', () => app.monitor.isMine);
  expect(await holder()).toBe(process.pid);
  await app.close();
  await until('the daemon to be the one again', async () => (await holder()) === pid);
});

test('it starts with the session where that is asked for, and no longer where not', async () => {
  const { daemon, home } = await daemonUser();
  const file = join(home, '.config/systemd/user/maestro.service');
  await daemon('autostart', 'on');
  expect(await readFile(file, 'utf8')).toMatch(/^ExecStart=".+" ".+maestro\.js" "daemon" "run"$/m);
  expect(await json(daemon('status', '--json'))).toMatchObject({ autostart: true });
  await daemon('autostart', 'off');
  await expect(readFile(file)).rejects.toThrow();
  expect((await daemon('autostart', 'perhaps')).code).toBe(2);
});
