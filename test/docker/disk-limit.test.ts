import { execFile } from 'node:child_process';
import { rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import { newContainer } from '../support/containers.ts';
import { engineOf, type TestEngine } from '../support/docker.ts';
import { testDockerd, whyNoLimitingDockerd } from '../support/dockerd.ts';
import { execute } from '../support/execute.ts';
import { testImages } from '../support/images.ts';
import { git, gitProject, testUser } from '../support/project.ts';
import { until } from '../support/until.ts';

const impossible = await whyNoLimitingDockerd();
const GIB = 1024 ** 3;

/** A user whose containers may write 1 GiB each, on an engine that holds them to it. */
async function limitingEngine(): Promise<TestEngine> {
  const images = await testImages();
  const user = await testUser({ containers: { base_image: images.base, resources: { disk: '1g' } } });
  const { docker } = await testDockerd(Object.values(images), { limits: true });
  return { ...engineOf(user, docker), user };
}

async function inside({ context }: TestEngine, { dockerId }: Container, script: string): Promise<string> {
  const { output } = await execute(dockerId, ['bash', '-c', script], { docker: context.docker });
  return output.trim();
}

/** Takes all but 1 GiB of the disk of an engine; answers how to give that back. */
async function fillEngine({ context }: TestEngine): Promise<() => Promise<void>> {
  const { DockerRootDir: folder } = await context.docker.info();
  const free = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  const before = await free();
  const filler = join(folder, 'filler');
  await promisify(execFile)('fallocate', ['-l', `${before - GIB}`, filler]);
  return async () => {
    await rm(filler);
    await until('the room', async () => (await free()) > before - GIB);
  };
}

/** Leaves not a byte of what it may write. */
const FILL = `
cat /dev/zero >~/filler 2>/dev/null
for n in $(seq 50); do cat /dev/zero >~/filler-$n 2>/dev/null || break; done
echo more >/tmp/more || echo full`;

test('a disk that gets full is told of early; a container may write as much as its limit says, and when that is full its work comes home all the same, and it starts again', async ({
  skip,
}) => {
  skip(impossible !== undefined, impossible);
  const engine = await limitingEngine();
  const { containers, review, trash } = engine.client;
  const project = await gitProject({ 'kept.txt': 'as it was\n' });
  const { checks } = await engine.client.doctor.run();
  expect(checks.find(({ id }) => id === 'disk')).toMatchObject({
    state: 'warning',
    found: expect.stringMatching(/1\d\.\d GiB free for Docker/) as string,
  });
  const give = await fillEngine(engine);
  const noRoom = { data: { code: 'DISK_FULL' } };
  await expect(containers.create(newContainer({ project, branch: 'feat/none' }))).rejects.toMatchObject(noRoom);
  await give();

  const { name } = await containers.create(newContainer({ project, branch: 'feat/full' }));
  const row = () => getContainer(engine.context, name);
  const script = async (text: string): Promise<string> => inside(engine, await row(), text);

  await script('git commit -q --allow-empty -m first; echo changed >kept.txt; seq 1000 >new.txt');
  expect(await script(FILL)).toContain('full');

  const written = Number(await script('du -sb ~ --exclude=.npm --exclude=.cache | cut -f1'));
  expect(written).toBeGreaterThan(0.8 * GIB);
  expect(written).toBeLessThan(1.1 * GIB);
  const tip = await script('git rev-parse HEAD');

  const looked = await review.look({ name, patch: true });
  expect(looked.files.map(({ path }) => path)).toEqual(['kept.txt', 'new.txt']);
  const { refs } = await review.fetch({ name });
  expect(await git(project, 'rev-parse', refs[0]?.ref ?? '')).toBe(tip);

  await containers.stop({ name });
  // Btrfs gives back what was freed when it next writes its trees, and its driver needs some of that.
  await until('room for its start', async () => (await containers.start({ name })).docker === 'running');
  await until('the agent to run again', async () => (await row()).state === 'running');
  expect(await script('cat kept.txt')).toBe('changed');

  await containers.remove({ name, running: true });
  const [kept] = (await trash.list()).entries;
  expect(kept?.name).toBe(name);
});
