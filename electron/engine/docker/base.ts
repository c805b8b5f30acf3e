import { createReadStream } from 'node:fs';
import type { Image } from '../../contract/images.ts';
import { setConfig } from '../config/config.ts';
import { LABEL } from './labels.ts';
import type { Context } from '../context.ts';
import { fail } from '../errors.ts';
import { type BaseHost, canBuildBase } from './base-host.ts';
import { inputsHash } from './build-context.ts';
import { type Build, joinBuild } from './builds.ts';
import { listImages } from './images.ts';
import { endOvercomeFailure } from './overcome.ts';
import { makeRootFs, withBaseFolder } from './rootfs.ts';
import { NODE_VERSION, NPM_VERSION } from '../config/versions.ts';

/** Grows when the way a base image is made changes. */
const RECIPE = '1';

/**
 * Makes a base image on this machine (debootstrap, a current Node), cached by its inputs, and records it in the
 * config. BASE_IMAGE_UNSUPPORTED, IMAGE_BUILD_FAILED, IMAGE_BUILD_CANCELLED.
 */
export async function buildBaseImage(context: Context, { force }: { force: boolean }): Promise<Image> {
  const support = await canBuildBase();
  if (!support.possible) {
    const install = support.missingPackages.join(' ');
    const hints = install === '' ? {} : { hints: [`apt-get install ${install}`] };
    throw fail('BASE_IMAGE_UNSUPPORTED', support.reason, hints);
  }
  const { tag, inputs } = baseTag(support.host);
  if (force || (await context.docker.findImage(tag)) === undefined)
    await joinBuild(context, { name: 'base', target: 'base' }, async (build) => {
      if (force || (await context.docker.findImage(tag)) === undefined)
        await makeBase(context, build, { host: support.host, inputs });
    });
  await setConfig(context, ['containers', 'base_image'], tag);
  await endOvercomeFailure(context);
  const image = (await listImages(context)).find((listed) => listed.tag === tag);
  if (image === undefined) throw fail('IMAGE_BUILD_FAILED', 'The base image was made, but Docker does not list it.');
  return image;
}

function baseTag({ release, archives, certificates, arch, distribution }: BaseHost): { tag: string; inputs: string } {
  const files = [...certificates].map(([path, content]) => ({ path, content, executable: false }));
  const versions = { node: NODE_VERSION, npm: NPM_VERSION, recipe: RECIPE };
  const inputs = inputsHash(files, { ...versions, distribution, release, arch, archives: JSON.stringify(archives) });
  return { inputs, tag: `maestro/base:${inputs}` };
}

async function makeBase(
  context: Context,
  build: Build,
  { host, inputs }: { host: BaseHost; inputs: string },
): Promise<void> {
  build.begin('base', 'Looking at this machine');
  await withBaseFolder(async (folder) => {
    const tar = await makeRootFs(host, build, folder);
    build.step('Import it into Docker', 5, 5);
    const stream = await context.docker.importStream(createReadStream(tar), {
      repo: 'maestro/base',
      tag: inputs,
      changes: baseConfig(context, host, inputs),
      abortSignal: build.signal,
    });
    const error = await build.follow(stream);
    if (error !== undefined) throw fail('IMAGE_BUILD_FAILED', 'Docker did not take the base image.', { detail: error });
  });
}

/** Dockerfile lines that the import applies: labels, and the bundle in which Node finds added certificates. */
function baseConfig(context: Context, { certificates }: BaseHost, inputs: string): string[] {
  const labels = {
    [LABEL.managed]: 'true',
    [LABEL.home]: context.paths.home,
    [LABEL.image]: 'base',
    [LABEL.inputs]: inputs,
  };
  return [
    ...Object.entries(labels).map(([key, value]) => `LABEL ${key}=${JSON.stringify(value)}`),
    'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ...(certificates.size === 0 ? [] : ['ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt']),
    'CMD ["bash"]',
  ];
}
