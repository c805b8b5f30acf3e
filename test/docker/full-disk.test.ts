import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Nick } from '../../electron/contract/ids.ts';
import type { Container } from '../../electron/contract/containers.ts';
import { setConfig } from '../../electron/engine/config/config.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { type TestEngine, thingsOf } from '../support/docker.ts';
import { gitProject, tempFolder, whenDone } from '../support/project.ts';

const sh = (script: string, ...args: string[]) => promisify(execFile)('bash', ['-ec', script, 'bash', ...args]);
const isRoot = process.getuid?.() === 0;

/** Puts what a user keeps onto a disk of its own, which can be filled; answers how to fill it and how to free it. */
async function smallDisk({ user }: TestEngine): Promise<{ fill: () => Promise<unknown>; free: () => Promise<void> }> {
  const [own, aside] = [join(user.home, '.maestro'), await tempFolder()];
  await sh('cp -a "$1/." "$2"; mount -t tmpfs -o size=4m,nr_inodes=2000 tmpfs "$1"; cp -a "$2/." "$1"', own, aside);
  whenDone(async () => {
    await sh('umount "$1"', own);
  });
  const filler = join(own, 'filler');
  return { fill: () => sh('cat /dev/zero >"$1" 2>&1 || true', filler), free: () => rm(filler) };
}

/** What is known of a container that a failed change may not have touched. */
async function factsOf({ context, client }: TestEngine, { name }: Container) {
  const { nick, limits, shortName, branch } = await getContainer(context, name);
  const { allowed, preset } = await client.network.get({ name });
  return { nick, limits, shortName, branch, allowed, preset };
}

test.runIf(isRoot)(
  isRoot
    ? 'where the user’s disk is full, what cannot be kept is refused as a whole, nothing is lost, and a stop still stops'
    : 'a full disk: only root can make one',
  async () => {
    const engine = await containerEngine();
    const { containers, network, trash } = engine.client;
    const disk = await smallDisk(engine);
    const project = await gitProject();
    const container = await containers.create(newContainer({ project, branch: 'feat/full' }));
    const { name } = container;
    await inside(container, 'head -c 8M /dev/urandom >work; git commit -q --allow-empty -m mine');
    const work = await inside(container, 'sha256sum work; git rev-parse HEAD');
    const before = await factsOf(engine, container);
    const things = await thingsOf(engine.user);

    await disk.fill();

    const changes: Readonly<Record<string, () => Promise<unknown>>> = {
      nick: () => containers.nick({ name, nick: Nick.parse('nick') }),
      limits: () => containers.update({ name, limits: { memoryBytes: 3 * 2 ** 30 } }),
      domain: () => network.addDomain({ name, domain: 'more.test' }),
      preset: () => network.setPreset({ name, preset: 'locked' }),
      config: () => setConfig(engine.context, ['containers', 'memory'], '3g'),
      another: () => containers.create(newContainer({ project, branch: 'feat/another' })),
      remove: () => containers.remove({ name, running: true }),
    };
    for (const [what, change] of Object.entries(changes)) {
      const ended = await change().then(
        () => 'done',
        (error: unknown) => {
          const { data, problem } = error as { data?: unknown; problem?: unknown };
          return data ?? problem;
        },
      );
      expect([what, ended]).toMatchObject([what, { code: 'DISK_FULL' }]);
    }
    expect(await factsOf(engine, container)).toEqual(before);
    expect(await thingsOf(engine.user)).toEqual(things);
    expect(await containers.stop({ name })).toMatchObject({ state: 'stopped' });
    expect(await trash.list()).toEqual({ entries: [], damaged: [] });

    await disk.free();

    const started = await containers.start({ name });
    expect(started).toMatchObject({ state: 'running', isolation: { state: 'verified' } });
    expect(await inside(started, 'sha256sum work; git rev-parse HEAD')).toBe(work);
    await Promise.all([changes['limits']?.(), changes['domain']?.()]);
    expect(await factsOf(engine, container)).toMatchObject({ limits: { memoryBytes: 3 * 2 ** 30 } });
  },
);
