import { type Image, ImageTarget } from '../../contract/images.ts';
import { readConfig } from '../config/config.ts';
import { LABEL } from './labels.ts';
import type { Context } from '../context.ts';
import { fail, isProblem, MaestroError } from '../errors.ts';
import { canBuildBase } from './base-host.ts';
import { packContext } from './build-context.ts';
import { type Build, joinBuild, stopBuilds } from './builds.ts';
import { endOvercomeFailure } from './overcome.ts';
import type { ImageRow } from './port.ts';
import { type WantedImages, type WantedImage, wantedImages } from './wanted.ts';
import { npmRegistry, pipIndex } from './registry.ts';

/** References of the current images, building what is missing with progress in the snapshot. Joins a build under way. BASE_IMAGE_MISSING, IMAGE_BUILD_FAILED, IMAGE_BUILD_CANCELLED. */
export async function ensureImages(
  context: Context,
  signal?: AbortSignal,
): Promise<{ agent: string; gateway: string }> {
  const ready = await wantedImages(context);
  if (ready !== undefined && (await missing(context, ready)).length === 0) {
    await endOvercomeFailure(context);
    return tags(ready);
  }
  const options = { name: 'images', target: 'gateway', signal } as const;
  await joinBuild(context, options, (build) => buildMissing(context, build, { force: false }));
  const built = await wantedImages(context);
  if (built === undefined) throw fail('BASE_IMAGE_MISSING', 'The base image went away while images were built.');
  return tags(built);
}

/** Builds what is missing or outdated, and all of it from its first step with `force`. */
export async function buildImages(context: Context, { force }: { force: boolean }): Promise<Image[]> {
  await joinBuild(context, { name: 'images', target: 'gateway' }, (build) => buildMissing(context, build, { force }));
  return listImages(context);
}

/** Stops a build under way; without one it does nothing. */
export async function cancelImageBuild(context: Context): Promise<void> {
  await stopBuilds(context);
}

/** Every image on this engine that Maestro made, newest first. */
export async function listImages(context: Context): Promise<Image[]> {
  const config = readConfig(context);
  const [rows, containers, wanted] = await Promise.all([
    context.docker.images({ [LABEL.image]: '' }),
    context.docker.containers({}),
    wantedImages(context),
  ]);
  const current = new Set([config.baseImage, wanted?.gateway.tag, wanted?.agent.tag]);
  const usedBy = (row: ImageRow): number => containers.filter(({ ImageID }) => ImageID === row.Id).length;
  return rows
    .filter(isOurs)
    .sort((left, right) => right.Created - left.Created)
    .map((row) => imageOf(row, { current: (tag) => current.has(tag), usedBy: usedBy(row) }));
}

/** The images that this user made and that are neither current nor used, and what they take that nothing else needs. */
export async function planPrune(context: Context): Promise<{ images: Image[]; bytes: number }> {
  const own = await context.docker.images({ [LABEL.image]: '', [LABEL.home]: context.paths.home });
  const ids = new Set(own.map((row) => row.Id));
  const images = (await listImages(context)).filter(
    (image) => ids.has(image.dockerId) && !image.current && image.usedBy === 0,
  );
  const sizes = await Promise.all(images.map((image) => ownBytes(context, image)));
  return { images, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Removes what `planPrune` names. */
export async function pruneImages(context: Context): Promise<{ removed: Image[]; freedBytes: number }> {
  const { images, bytes } = await planPrune(context);
  for (const { tag } of images) await context.docker.removeImage(tag);
  return { removed: images, freedBytes: bytes };
}

/** Images that others build upon ours inherit our labels: those have tags of their own, or layers upon a base. */
function isOurs({ RepoTags, Labels, ParentId }: ImageRow): boolean {
  const target = Labels[LABEL.image] ?? '';
  const names = (RepoTags ?? []).filter((name) => name !== '<none>:<none>');
  if (names.length > 0) return names.some((name) => name.startsWith(`maestro/${target}:`));
  return target !== 'base' || ParentId === '';
}

/** Its size without the base below it, which stays. */
async function ownBytes(context: Context, image: Image): Promise<number> {
  const labels = (await context.docker.findImage(image.dockerId))?.Config.Labels ?? {};
  const base = labels[LABEL.base];
  const below = base === undefined ? undefined : await context.docker.findImage(base);
  return Math.max(0, image.sizeBytes - (below?.Size ?? 0));
}

function tags({ agent, gateway }: WantedImages): { agent: string; gateway: string } {
  return { agent: agent.tag, gateway: gateway.tag };
}

function imageOf(row: ImageRow, facts: { current: (tag: string) => boolean; usedBy: number }): Image {
  const tag = row.RepoTags?.find((name) => name.startsWith('maestro/')) ?? row.Id;
  return {
    target: ImageTarget.catch('agent').parse(row.Labels[LABEL.image]),
    tag,
    dockerId: row.Id,
    createdAt: new Date(row.Created * 1000).toISOString(),
    sizeBytes: row.Size,
    current: facts.current(tag),
    usedBy: facts.usedBy,
  };
}

async function missing(context: Context, { gateway, agent }: WantedImages): Promise<WantedImage[]> {
  const found = await Promise.all([gateway, agent].map(({ tag }) => context.docker.findImage(tag)));
  return [gateway, agent].filter((_, index) => found[index] === undefined);
}

/** Gateway first: the agent's build passes through its steps, from the cache. */
async function buildMissing(context: Context, build: Build, { force }: { force: boolean }): Promise<void> {
  const wanted = (await wantedImages(context)) ?? (await pullBase(context, build));
  const due = force ? [wanted.gateway, wanted.agent] : await missing(context, wanted);
  for (const image of due) await buildImage(context, build, { wanted, image, force });
}

async function buildImage(
  context: Context,
  build: Build,
  { wanted, image, force }: { wanted: WantedImages; image: WantedImage; force: boolean },
): Promise<void> {
  build.begin(image.target, 'Sending the build context');
  const [registry, index] = await Promise.all([npmRegistry(build.signal), pipIndex(build.signal)]);
  const stream = await context.docker.buildStream(packContext(wanted.files), {
    t: image.tag,
    target: image.target,
    buildargs: {
      ...image.args,
      ...(image.target === 'agent' && registry !== undefined && { NPM_REGISTRY: registry }),
      ...(image.target === 'agent' && index !== undefined && { PIP_INDEX_URL: index }),
    },
    labels: {
      [LABEL.managed]: 'true',
      [LABEL.home]: context.paths.home,
      [LABEL.image]: image.target,
      [LABEL.inputs]: image.inputs,
      [LABEL.base]: wanted.base.dockerId,
    },
    version: '1',
    rm: true,
    forcerm: true,
    nocache: force,
    abortSignal: build.signal,
  });
  const error = await build.follow(stream);
  if (error === undefined) return;
  const { step, stepNumber, stepCount, lines } = build.progress;
  throw fail(
    'IMAGE_BUILD_FAILED',
    `The ${image.target} image could not be built: step ${stepNumber} of ${stepCount} failed: ${step}`,
    { detail: lines.join('\n') },
  );
}

async function pullBase(context: Context, build: Build): Promise<WantedImages> {
  const { baseImage } = readConfig(context);
  build.begin('base', `Pulling ${baseImage}`);
  const error = await pullError(context, build, baseImage);
  const wanted = error === undefined ? await wantedImages(context) : undefined;
  if (wanted !== undefined) return wanted;
  const own = await canBuildBase();
  const hints = own.possible
    ? ['maestro image base makes one on this machine.']
    : ['Check the connection to the registry, or set containers.base_image in ~/.maestro/config.yml.'];
  throw fail('BASE_IMAGE_MISSING', `The base image ${baseImage} is not here and could not be pulled.`, {
    hints,
    detail: error,
  });
}

/** What the registry, or the engine on its behalf, said against the pull; undefined when it worked. */
async function pullError(context: Context, build: Build, reference: string): Promise<string | undefined> {
  try {
    return await build.follow(await context.docker.pullStream(reference, build.signal));
  } catch (error) {
    if (build.signal.aborted || !(error instanceof MaestroError) || isProblem(error, 'DOCKER_UNREACHABLE')) throw error;
    return error.problem.detail ?? error.problem.sentence;
  }
}
