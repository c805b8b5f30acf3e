import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import type { ImageBuild } from '../../electron/contract/images.ts';
import { canBuildBase } from '../../electron/engine/docker/base-host.ts';
import { buildBaseImage } from '../../electron/engine/docker/base.ts';
import { packContext } from '../../electron/engine/docker/build-context.ts';
import { Build } from '../../electron/engine/docker/builds.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import {
  buildImages,
  cancelImageBuild,
  ensureImages,
  listImages,
  planPrune,
  pruneImages,
} from '../../electron/engine/docker/images.ts';
import { ownLabels } from '../../electron/engine/docker/labels.ts';
import { dismissBuild, endOvercomeFailure } from '../../electron/engine/docker/overcome.ts';
import { missingTools } from '../../electron/engine/docker/tools.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { run } from '../../electron/engine/run.ts';
import { testEngine } from '../support/docker.ts';
import { testImages, type TestImages } from '../support/images.ts';
import { tempFolder, testUser, whenDone, writeFiles } from '../support/project.ts';
import { until } from '../support/until.ts';

let images: TestImages;
const support = await canBuildBase();

beforeAll(async () => {
  images = await testImages();
});

/** An engine whose images are built from these Dockerfile lines, in both targets. They go with the test. */
async function engineWith(lines: string): Promise<Engine> {
  const { paths } = await testUser({ containers: { base_image: images.base } });
  const docker = await tempFolder('maestro-docker');
  const target = (name: string): string => `FROM \${BASE_IMAGE} AS ${name}\nRUN : ${docker} && ${lines}\n`;
  await writeFiles(docker, { Dockerfile: `ARG BASE_IMAGE\n${target('gateway')}${target('agent')}` });
  const engine = createEngine({ paths: { ...paths, docker } });
  whenDone(async () => {
    await engine.close();
    const { context } = engine;
    const own = await context.docker.images({ 'maestro.image': '', 'maestro.home': paths.home });
    for (const { Id } of own) await context.docker.removeImage(Id);
  });
  return engine;
}

function buildOf({ context }: Engine): ImageBuild | null {
  return context.state.snapshot.imageBuild;
}

test('images that are there cost a look and no build', async () => {
  const engine = await testEngine({ containers: { base_image: images.base } });

  const found = await ensureImages(engine.context);

  expect(found).toEqual({ agent: images.agent, gateway: images.gateway });
  expect(buildOf(engine)).toBeNull();
});

test.runIf(support.possible)('a second base image of the same inputs is the first one', async () => {
  const engine = await testEngine();

  const base = await buildBaseImage(engine.context, { force: false });

  expect(base).toMatchObject({ target: 'base', tag: images.base, current: true });
});

test.runIf(support.possible)('a cancelled base image leaves no folder and no process behind', async () => {
  const engine = await testEngine();
  const made = buildBaseImage(engine.context, { force: true }).catch((error: unknown) => error);
  await until('debootstrap to work', () => buildOf(engine)?.lines.some((line) => line.startsWith('I: ')));
  const [folder] = (await readdir('/var/tmp')).filter((name) => name.startsWith(`maestro-base-${process.pid}-`));

  await cancelImageBuild(engine.context);

  expect(await made).toMatchObject({ problem: { code: 'IMAGE_BUILD_CANCELLED' } });
  expect(await readdir('/var/tmp')).not.toContain(folder);
  expect((await run('pgrep', ['-f', `/var/tmp/${folder ?? ''}`])).stdout).toBe('');
});

test('a build shows its step, its number and its lines while it runs', async () => {
  const engine = await engineWith('echo hello from the build && sleep 2');
  const built = ensureImages(engine.context);

  await until('the line of the step', () => buildOf(engine)?.lines.includes('hello from the build'));

  expect(buildOf(engine)).toMatchObject({ state: 'running', target: 'gateway', stepNumber: 3, stepCount: 8 });
  await built;
  expect(buildOf(engine)).toMatchObject({ state: 'done', target: 'agent', problem: null });
});

test('a failed build names the failing step and shows its last lines', async () => {
  const engine = await engineWith('echo this cannot work && exit 7');

  const failure = await ensureImages(engine.context).catch((error: unknown) => error);

  expect(failure).toMatchObject({
    problem: {
      code: 'IMAGE_BUILD_FAILED',
      sentence: expect.stringContaining('step 3 of 8 failed: RUN :') as string,
      detail: expect.stringMatching(/this cannot work\n[^]*returned a non-zero code: 7/) as string,
    },
  });
  expect(buildOf(engine)).toMatchObject({ state: 'failed', problem: { code: 'IMAGE_BUILD_FAILED' } });
});

test('the failure of a build ends when another process of this user has made the images', async () => {
  const failing = await engineWith('test -e /proc/self/gone');
  await ensureImages(failing.context).catch((error: unknown) => error);
  expect(buildOf(failing)).toMatchObject({ state: 'failed', blocks: true });
  failing.watch();
  const other = createEngine({ paths: failing.context.paths });
  whenDone(() => other.close());
  const { docker } = failing.context.paths;
  const dockerfile = await readFile(join(docker, 'Dockerfile'), 'utf8');
  await writeFiles(docker, { Dockerfile: dockerfile.replaceAll('test -e /proc/self/gone', 'true') });

  await ensureImages(other.context);

  await until('the failure to end', () => buildOf(failing) === null);
});

test('a forced build that fails over images that are there stays on screen until it is dismissed', async () => {
  const engine = await testEngine({ containers: { base_image: images.base } });
  const build = new Build(engine.context, new AbortController().signal, 'agent');
  await build.end(new Error('no'));

  await endOvercomeFailure(engine.context);
  expect(buildOf(engine)).toMatchObject({ state: 'failed', blocks: false });
  dismissBuild(engine.context);

  expect(buildOf(engine)).toBeNull();
});

test('ten callers at once share one build', async () => {
  const engine = await engineWith('date +%s%N > /once');
  const callers = Array.from({ length: 10 }, () => ensureImages(engine.context));

  const found = await Promise.all(callers);

  expect(new Set(found.map(({ agent }) => agent)).size).toBe(1);
  expect((await listImages(engine.context)).filter(({ tag }) => tag === found[0]?.agent)).toHaveLength(1);
});

test('a cancelled build ends at once and says that it was cancelled', async () => {
  const engine = await engineWith('echo going on && sleep 600');
  const built = ensureImages(engine.context).catch((error: unknown) => error);
  await until('the step to run', () => buildOf(engine)?.lines.includes('going on'));

  await cancelImageBuild(engine.context);

  expect(await built).toMatchObject({ problem: { code: 'IMAGE_BUILD_CANCELLED' } });
  expect(buildOf(engine)).toMatchObject({ state: 'cancelled', problem: null });
});

test('a caller who gives up leaves the build to the others', async () => {
  const engine = await engineWith('sleep 2');
  const giveUp = new AbortController();
  const first = ensureImages(engine.context, giveUp.signal).catch((error: unknown) => error);
  const second = ensureImages(engine.context);

  giveUp.abort();

  expect(await first).toMatchObject({ problem: { code: 'IMAGE_BUILD_CANCELLED' } });
  expect(await second).toMatchObject({ agent: expect.stringMatching(/^maestro\/agent:/) as string });
});

test('a changed file leads to a new image, and prune removes the old one alone', async () => {
  const engine = await engineWith('true');
  const { context } = engine;
  const before = await ensureImages(context);
  await writeFiles(context.paths.docker, { 'agent/added': 'x' });
  const after = await ensureImages(context);

  const plan = await planPrune(context);
  const { removed, freedBytes } = await pruneImages(context);

  expect(after).toMatchObject({ gateway: before.gateway });
  expect(removed.map(({ tag }) => tag)).toEqual([before.agent]);
  expect(plan).toEqual({ images: removed, bytes: freedBytes });
  expect((await listImages(context)).filter(({ current }) => current).map(({ tag }) => tag)).toContain(after.agent);
});

test('an image that somebody built upon ours is not ours, whatever labels it inherited', async () => {
  const engine = await testEngine({ containers: { base_image: images.base } });
  const { docker, paths } = engine.context;
  const tag = `${engine.user.prefix}theirs:1`;
  const tar = packContext([
    { path: 'Dockerfile', content: Buffer.from(`FROM ${images.agent}\nENV T=${tag}\n`), executable: false },
  ]);
  const labels = { 'maestro.home': paths.home };
  await buffer(await docker.buildStream(tar, { t: tag, version: '1', labels }));
  whenDone(() => docker.removeImage(tag));

  const { removed } = await pruneImages(engine.context);

  expect(removed).toEqual([]);
  expect((await listImages(engine.context)).map((image) => image.tag)).not.toContain(tag);
});

test('with force everything is built again from its first step', async () => {
  const engine = await engineWith('date +%s%N > /built');
  const before = (await buildImages(engine.context, { force: false })).find(({ target }) => target === 'agent');

  const after = (await buildImages(engine.context, { force: true })).find(({ target }) => target === 'agent');

  expect(after?.tag).toBe(before?.tag);
  expect(after?.dockerId).not.toBe(before?.dockerId);
});

test('a base image that can neither be found nor pulled is named, with the way out', async () => {
  const server = createServer((_, response) => response.writeHead(404).end('{}')).listen(0, '127.0.0.1');
  whenDone(() => new Promise((resolve) => server.close(() => resolve())));
  await until('the registry to listen', () => server.address());
  const reference = `127.0.0.1:${(server.address() as AddressInfo).port}/missing:1`;
  const engine = await testEngine({ containers: { base_image: reference } });

  const failure = await ensureImages(engine.context).catch((error: unknown) => error);

  expect(failure).toMatchObject({
    problem: { code: 'BASE_IMAGE_MISSING', hints: [expect.stringContaining('maestro image base') as string] },
  });
});

test('what the image of agents lacks is read once from each image, and leaves no container', async () => {
  const engine = await engineWith('mkdir -p /etc/maestro && printf "uv\\n" >/etc/maestro/missing-tools');
  const { context } = engine;
  expect(await missingTools(context)).toBeUndefined();
  await buildImages(context, { force: false });

  expect(await missingTools(context)).toEqual(['uv']);
  expect(await context.docker.containers(ownLabels(context.paths.home))).toEqual([]);
  const file = join(context.paths.cache, 'missing-tools.json');
  const known = await readFile(file, 'utf8');
  await writeFiles('/', { [file]: known.replace('uv', 'gh') });
  expect(await missingTools(context)).toEqual(['gh']);
  await writeFiles('/', { [file]: known.replace('sha256:', 'sha256:another') });
  expect(await missingTools(context)).toEqual(['uv']);
});

test('an engine that does not answer is that, and no missing image', async () => {
  const { paths } = await testUser({ containers: { base_image: images.base } });
  const engine = createEngine({ paths, docker: new DockerClient({ socketPath: join(paths.home, 'no.sock') }) });

  await expect(ensureImages(engine.context)).rejects.toMatchObject({ problem: { code: 'DOCKER_UNREACHABLE' } });
});

test('npm start finds out from the doctor which base image is missing', async () => {
  const module = resolve(import.meta.dirname, '../../build/base-image.mjs');
  const ask = `import(${JSON.stringify(module)}).then((image) => console.log(String(image.missingBaseImage())))`;
  const missing = async (base: string): Promise<string> => {
    const { home } = await testUser({ containers: { base_image: base } });
    return (await run(process.execPath, ['-e', ask], { env: { ...process.env, HOME: home } })).stdout.trim();
  };

  expect(await missing('maestro.test/none:1')).toBe('maestro.test/none:1');
  expect(await missing(images.base)).toBe('undefined');
});
