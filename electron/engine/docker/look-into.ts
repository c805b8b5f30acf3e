import type { Context } from '../context.ts';
import { ownLabels } from './labels.ts';

/** A file of an image, of which nothing is run; undefined where there is none, or a larger one. DOCKER_UNREACHABLE. */
export async function readFromImage(
  { docker, paths }: Context,
  image: string,
  { path, maxBytes }: { readonly path: string; readonly maxBytes: number },
): Promise<Buffer | undefined> {
  const id = await docker.create({ Image: image, Labels: { ...ownLabels(paths.home) } });
  try {
    return (await docker.readFile(id, path, maxBytes))?.bytes ?? undefined;
  } finally {
    await docker.remove(id);
  }
}
