import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '../engine/context.ts';
import { writeAtomic } from '../engine/disk/atomic.ts';
import { readCache } from '../engine/disk/read.ts';
import { isProblem } from '../engine/errors.ts';
import type { Web } from './web.ts';

const Port = z.int().min(1).max(65_535);

/**
 * Opens the page at the port that this user had last, where that is free: browsers keep what a page remembers (who was put
 * aside, that the first run is over) by its address. Else at a free one, which is remembered unless `isSecond` host of theirs.
 */
export async function openAtUsualPort(
  context: Pick<Context, 'paths' | 'log'>,
  open: (port: number | undefined) => Promise<Web>,
  { isSecond }: { readonly isSecond: boolean },
): Promise<Web> {
  const file = join(context.paths.cache, 'port.json');
  const usual = readCache(file, Port);
  try {
    if (usual !== undefined) return await open(usual);
  } catch (error) {
    if (!isProblem(error, 'PORT_TAKEN')) throw error;
  }
  const web = await open(undefined);
  if (!isSecond) await remember(context, file, Number(new URL(web.origin).port));
  return web;
}

/** Without it the next start has another address, and all else is as it was. */
async function remember({ log }: Pick<Context, 'log'>, file: string, port: number): Promise<void> {
  await writeAtomic(file, `${port}\n`).catch((error: unknown) => {
    log.warn({ err: error }, 'the port could not be remembered');
  });
}
