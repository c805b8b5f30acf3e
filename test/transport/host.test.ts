import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serve, startHost } from '../../electron/host/host.ts';
import { gitProject, testUser, whenDone, writeFiles } from '../support/project.ts';
import { until } from '../support/until.ts';

test('browser mode serves a snapshot on a machine without Docker', async () => {
  const { paths } = await testUser();
  const served = await serve({ paths });
  whenDone(() => served.close());
  expect(served.otherHost).toBeNull();
  expect(await fetch(served.url, { redirect: 'manual' })).toMatchObject({ status: 303 });
  expect(await fetch(served.newAddress(), { redirect: 'manual' })).toMatchObject({ status: 303 });
});

test('browser mode that is started inside a project has it open', async () => {
  const { paths } = await testUser();
  const folder = await gitProject();
  await writeFiles(folder, { '.maestro/config.yaml': '', 'src/here.txt': '' });
  const served = await serve({ paths, folder: join(folder, 'src') });
  whenDone(() => served.close());

  const host = await startHost({ paths });
  whenDone(() => host.close());

  await until('the project to be open', () => host.engine.context.state.snapshot.projects[folder]?.state === 'ready');
});

test('a closed host listens no more', async () => {
  const { paths } = await testUser();
  const served = await serve({ paths });
  await served.close();
  await expect(fetch(served.origin)).rejects.toThrow();
});

test('a second host of a user works too, and says who notifies', async () => {
  const { paths } = await testUser();
  const first = await startHost({ paths });
  const second = await startHost({ paths });
  whenDone(() => second.close());
  expect([first.monitor.isMine, second.monitor.isMine]).toEqual([true, false]);
  expect(second.monitor.holder).toMatchObject({ pid: process.pid });
  const reader = await second.engine.client.snapshot.watch();
  expect(await reader.next()).toMatchObject({ value: { kind: 'snapshot' } });
  await reader.return();
  await first.close();
});

test('when the notifying host goes, another takes over', async () => {
  const { paths } = await testUser();
  const first = await startHost({ paths });
  const second = await startHost({ paths });
  whenDone(() => second.close());
  await first.close();
  await until('the second host to take over', () => second.monitor.isMine);
});

test('hosts of different users have nothing to do with each other', async () => {
  const [one, other] = await Promise.all([testUser(), testUser()]);
  const hosts = await Promise.all([one, other].map(({ paths }) => startHost({ paths })));
  for (const host of hosts) whenDone(() => host.close());
  expect(hosts.map((host) => host.monitor.isMine)).toEqual([true, true]);
});

test('browser mode comes back at the address that it had, since browsers keep by it what the page remembers', async () => {
  const { paths } = await testUser();
  const first = await serve({ paths });
  const second = await serve({ paths });
  whenDone(() => second.close());
  expect(second.origin).not.toBe(first.origin);
  await first.close();
  const again = await serve({ paths });
  whenDone(() => again.close());
  expect(again.origin).toBe(first.origin);
});

test('beside the daemon, and beside another one, it comes back at its address too', async () => {
  const { paths } = await testUser();
  const daemon = await startHost({ paths, role: 'daemon' });
  whenDone(() => daemon.close());
  const both = [await serve({ paths }), await serve({ paths })];
  const origins = both.map(({ origin }) => origin);
  for (const one of both) await one.close();
  const again = [await serve({ paths }), await serve({ paths })];
  whenDone(async () => {
    for (const one of again) await one.close();
  });
  expect(again.map(({ origin }) => origin)).toEqual(origins);
});

test('where another program listens there meanwhile, it has a new address, and keeps that', async () => {
  const { paths } = await testUser();
  const first = await serve({ paths });
  const port = Number(new URL(first.origin).port);
  await first.close();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  whenDone(() => Promise.resolve(void other.close()));
  const moved = await serve({ paths });
  await moved.close();
  expect(moved.origin).not.toBe(first.origin);
  const again = await serve({ paths });
  whenDone(() => again.close());
  expect(again.origin).toBe(moved.origin);
});

test('a remembered port that is none is as if there were none', async () => {
  const { paths } = await testUser();
  await writeFiles(paths.cache, { 'ports.json': '["evil"]' });
  const served = await serve({ paths });
  whenDone(() => served.close());
  expect(await fetch(served.url, { redirect: 'manual' })).toMatchObject({ status: 303 });
});
