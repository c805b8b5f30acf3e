import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '../engine/context.ts';
import { writeAtomic } from '../engine/disk/atomic.ts';
import { readCache } from '../engine/disk/read.ts';
import type { Web } from './web.ts';

/** So many hosts of a user at once come back at their addresses. */
const MOST = 5;
const Ports = z.array(z.int().min(1).max(65_535)).max(MOST);

type Own = Pick<Context, 'paths' | 'log'>;

/**
 * Opens the page at the first port of this user's that is free: browsers keep what a page remembers (who was put aside, that
 * the first run is over) by its address. Where none is, at a free one, which is one of theirs from then on.
 */
export async function openAtUsualPort(context: Own, open: (port: number | undefined) => Promise<Web>): Promise<Web> {
  const usual = usualPorts(context);
  for (const port of usual) {
    try {
      return await open(port);
    } catch (error) {
      context.log.info({ err: error, port }, 'the page cannot be at this port now');
    }
  }
  const web = await open(undefined);
  await remember(context, [...usual, Number(new URL(web.origin).port)].slice(-MOST));
  return web;
}

function usualPorts(context: Own): number[] {
  try {
    return readCache(fileOf(context), Ports) ?? [];
  } catch (error) {
    context.log.warn({ err: error }, 'the usual ports could not be read');
    return [];
  }
}

/** Without them the next start has another address, and all else is as it was. */
async function remember(context: Own, ports: readonly number[]): Promise<void> {
  await writeAtomic(fileOf(context), `${JSON.stringify(ports)}\n`).catch((error: unknown) => {
    context.log.warn({ err: error }, 'the usual ports could not be remembered');
  });
}

function fileOf({ paths }: Own): string {
  return join(paths.cache, 'ports.json');
}
