import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { readCache } from '../disk/read.ts';
import { readFromImage } from './look-into.ts';
import { wantedImages } from './wanted.ts';

/** Tools that the image of agents has where they can be had. */
export const TOOLS = ['gh', 'git-lfs', 'uv'] as const;

const FILE = '/etc/maestro/missing-tools';
const MOST_BYTES = 10_000;

const Known = z.object({ image: z.string(), missing: z.array(z.string()) });

/**
 * Those of them that the image is without, as its build said; undefined where there is no image yet. An image is looked
 * into once: the machine is looked over again and again. DOCKER_UNREACHABLE, DISK_FULL.
 */
export async function missingTools(context: Context): Promise<string[] | undefined> {
  const tag = (await wantedImages(context))?.agent.tag;
  const image = tag === undefined ? undefined : await context.docker.findImage(tag);
  if (image === undefined) return undefined;
  const file = join(context.paths.cache, 'missing-tools.json');
  const known = readCache(file, Known);
  if (known?.image === image.Id) return known.missing;
  const missing = await lookInto(context, image.Id);
  await writeAtomic(file, JSON.stringify({ image: image.Id, missing }));
  return missing;
}

async function lookInto(context: Context, image: string): Promise<string[]> {
  const said = await readFromImage(context, image, { path: FILE, maxBytes: MOST_BYTES });
  return (said?.toString('utf8') ?? '').split('\n').filter(Boolean);
}
