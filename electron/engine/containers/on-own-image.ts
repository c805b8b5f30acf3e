import type { ContainerFile } from '../agents/launch.ts';
import type { Context } from '../context.ts';
import { filesOfTarget, readBuildContext } from '../docker/build-context.ts';
import { putFiles } from '../docker/files.ts';
import { readFromImage } from '../docker/look-into.ts';
import type { OwnImage } from '../docker/own-image.ts';
import { ownEnvironment } from '../docker/own-image-rules.ts';
import type { ContainerSpec } from '../docker/port.ts';
import { fail } from '../errors.ts';
import { OWN_FOLDERS } from './spec.ts';

const PLACE = '/usr/local/lib/maestro';
const NO_UTEMPTER = '/usr/local/lib/no-utempter.so';
const ZSHRC = '/home/node/.zshrc';
/** Where some of the scripts' folder lie as well. */
const COPIES: Readonly<Record<string, string>> = {
  'agent/gitconfig': '/etc/gitconfig',
  'agent/codex-requirements.toml': '/etc/codex/requirements.toml',
  'agent/maestro': '/usr/local/bin/maestro',
  'agent/zshrc': ZSHRC,
};
const MOST_BYTES = 1024 ** 2;

interface Wanted {
  /** As for the image of Maestro's own, which it names. */
  readonly spec: ContainerSpec;
  readonly ownImage: OwnImage;
  readonly signal: AbortSignal;
}

/**
 * Makes an agent's container on an image of the user's own, whose entrypoint, stop signal and checks of health do not
 * count. What Maestro's image has besides programs is put into the container, so that nothing is built, and a newer
 * Maestro brings its newer scripts. Answers its id.
 */
export async function createOnOwnImage(context: Context, { spec, ownImage, signal }: Wanted): Promise<string> {
  const { docker } = context;
  const agentImage = await docker.findImage(spec.Image ?? '');
  if (agentImage === undefined) throw fail('IMAGE_BUILD_FAILED', 'The image of agents went away.');
  const id = await docker.create({
    ...spec,
    Image: ownImage.id,
    Entrypoint: spec.Entrypoint ?? [`${PLACE}/entrypoint`],
    Env: ownEnvironment(agentImage.Config.Env, ownImage.environment),
    StopSignal: 'SIGTERM',
    Healthcheck: { Test: ['NONE'] },
  });
  const keepsRc = (await docker.stat(id, ZSHRC)) !== undefined;
  const files = (await partsOfMaestro(context, agentImage.Id)).filter(({ path }) => path !== ZSHRC || !keepsRc);
  await putFiles(docker, id, { files, folders: OWN_FOLDERS, signal });
  return id;
}

async function partsOfMaestro(context: Context, agentImage: string): Promise<ContainerFile[]> {
  const [all, library] = await Promise.all([
    readBuildContext(context.paths.docker),
    readFromImage(context, agentImage, { path: NO_UTEMPTER, maxBytes: MOST_BYTES }),
  ]);
  const scripts = filesOfTarget(all, 'agent').filter(({ path }) => path.startsWith('agent/'));
  return [
    ...scripts.map(({ path, content, executable }) => file(path.replace('agent', PLACE), content, executable)),
    ...scripts.flatMap(({ path, content }) => {
      const copy = COPIES[path];
      return copy === undefined ? [] : [{ ...file(copy, content), owner: copy === ZSHRC ? 'node' : 'root' } as const];
    }),
    ...(library === undefined ? [] : [file(NO_UTEMPTER, library)]),
  ];
}

function file(path: string, content: Buffer, executable = false): ContainerFile {
  return { path, content, mode: executable ? 0o755 : 0o644, owner: 'root' };
}
