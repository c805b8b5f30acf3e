import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Context } from '../engine/context.ts';
import { makeFolder, writeAtomic } from '../engine/disk/atomic.ts';
import { isAlive, readHolder as claimantOf, thisProcess } from '../engine/disk/holder.ts';
import { readText } from '../engine/disk/read.ts';
import { parseJson } from '../contract/json.ts';
import { withLock } from '../engine/disk/lock.ts';
import { isProblem } from '../engine/errors.ts';
import { readFile, rm } from 'node:fs/promises';

const LOCK = 'host';
const WAIT_MS = 100;
const RETRY_MS = 2_000;

const Holder = z.object({ pid: z.int().min(1), since: z.iso.datetime() });
export type Holder = z.infer<typeof Holder>;

/**
 * Which of a user's hosts is the one for what must happen once. Every host reads and writes alike, because the truth
 * is in Docker, on disk and in git; when the one goes, another takes its place.
 */
export interface Monitor {
  /** Whether this host is the one. */
  readonly isMine: boolean;
  /** Who is, when it is another process that said so. */
  readonly holder: Holder | null;
  /** Settles when the engine closed and the lock is free again. */
  readonly ended: Promise<void>;
}

/** How a host takes part: the `app` takes the place of a `daemon`, which gives way as long as that lives. */
export type Role = 'app' | 'daemon' | 'browser';

/** Takes part in the choice of the one host; answers when it is known who it is now. */
export async function joinMonitor(context: Context, role: Role): Promise<Monitor> {
  const found = { isMine: false, holder: null as Holder | null };
  let ended: Promise<void> = Promise.resolve();
  if (role === 'app') await claim(context);
  await new Promise<void>((known) => {
    ended = compete(context, role, (isMine, holder) => {
      Object.assign(found, { isMine, holder });
      known();
    });
    ended.then(known, known);
  });
  return {
    get isMine() {
      return found.isMine;
    },
    get holder() {
      return found.holder;
    },
    ended,
  };
}

type Tell = (isMine: boolean, holder: Holder | null) => void;

/** Tries until the engine closes; tells each time whether this process holds the lock, else who does, where that is known. */
async function compete(context: Context, role: Role, tell: Tell): Promise<void> {
  while (!context.closing.aborted) {
    try {
      if (role !== 'daemon' || !isClaimed(context)) await hold(context, role, () => tell(true, null));
      tell(false, await readHolder(context));
      await untilClosing(context, RETRY_MS);
    } catch (error) {
      if (!isProblem(error, 'LOCK_HELD')) context.log.error({ err: error }, 'the host lock cannot be used');
      tell(false, await readHolder(context));
      await untilClosing(context, RETRY_MS);
    }
  }
}

function hold(context: Context, role: Role, begin: () => void): Promise<void> {
  return withLock({ folder: context.paths.locks, name: LOCK, waitMs: WAIT_MS }, async () => {
    const holder: Holder = { pid: process.pid, since: context.now().toISOString() };
    await writeAtomic(holderFile(context), JSON.stringify(holder));
    begin();
    if (role === 'app') await untilClosing(context).finally(() => rm(claimFile(context), { force: true }));
    else if (role === 'browser') await untilClosing(context);
    else while (!context.closing.aborted && !isClaimed(context)) await untilClosing(context, RETRY_MS / 2);
  });
}

/** Says that the app is here, in words that end with its process. */
async function claim(context: Context): Promise<void> {
  await makeFolder(context.paths.locks);
  await writeAtomic(claimFile(context), JSON.stringify(thisProcess()));
}

function isClaimed(context: Context): boolean {
  const text = readText(claimFile(context));
  const claimant = text === undefined ? undefined : claimantOf(text);
  return claimant !== undefined && isAlive(claimant) === true;
}

function claimFile(context: Context): string {
  return join(context.paths.locks, `${LOCK}.claim`);
}

async function readHolder(context: Context): Promise<Holder | null> {
  try {
    return Holder.parse(parseJson(await readFile(holderFile(context), 'utf8')));
  } catch (error) {
    context.log.warn({ err: error }, 'the holder of the host lock is unknown');
    return null;
  }
}

function holderFile(context: Context): string {
  return join(context.paths.locks, `${LOCK}.json`);
}

/** Resolves when the engine closes, or earlier after a time. */
async function untilClosing({ closing }: Context, ms = 2 ** 31 - 1): Promise<void> {
  if (closing.aborted) return;
  const timer = new AbortController();
  const stop = (): void => timer.abort();
  closing.addEventListener('abort', stop, { once: true });
  await delay(ms, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
  closing.removeEventListener('abort', stop);
}
