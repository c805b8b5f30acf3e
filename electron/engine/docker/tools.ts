import type { Context } from '../context.ts';
import { wantedImages } from './wanted.ts';

/** Tools that the image of agents has where they can be had. */
export const TOOLS = ['gh', 'git-lfs', 'uv'] as const;

const FILE = '/etc/maestro/missing-tools';
const MOST_BYTES = 10_000;

/** Those of them that the image is without, as its build said; undefined where there is no image yet. DOCKER_UNREACHABLE. */
export async function missingTools(context: Context): Promise<string[] | undefined> {
  const { docker } = context;
  const tag = (await wantedImages(context))?.agent.tag;
  if (tag === undefined || (await docker.findImage(tag)) === undefined) return undefined;
  const id = await docker.create({ Image: tag });
  try {
    const said = (await docker.readFile(id, FILE, MOST_BYTES))?.bytes?.toString('utf8') ?? '';
    return said.split('\n').filter(Boolean);
  } finally {
    await docker.remove(id);
  }
}
