import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Context } from '../engine/context.ts';
import { writeAtomic } from '../engine/disk/atomic.ts';
import { parseJson } from '../contract/json.ts';
import { withLock } from '../engine/disk/lock.ts';
import { isProblem } from '../engine/errors.ts';
import { readFile } from 'node:fs/promises';

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

/** Takes part in the choice of the one host; answers when it is known who it is now. */
export async function joinMonitor(context: Context): Promise<Monitor> {
  const found = { isMine: false, holder: null as Holder | null };
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((known) => {
    ended = compete(context, (holder) => {
      Object.assign(found, { isMine: holder === null, holder });
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

/** Tries until the engine closes; tells each time who holds the lock, null for this process. */
async function compete(context: Context, tell: (holder: Holder | null) => void): Promise<void> {
  while (!context.closing.aborted) {
    try {
      await hold(context, () => tell(null));
    } catch (error) {
      if (!isProblem(error, 'LOCK_HELD')) context.log.error({ err: error }, 'the host lock cannot be used');
      tell(await readHolder(context));
      await untilClosing(context, RETRY_MS);
    }
  }
}

function hold(context: Context, begin: () => void): Promise<void> {
  return withLock({ folder: context.paths.locks, name: LOCK, waitMs: WAIT_MS }, async () => {
    const holder: Holder = { pid: process.pid, since: context.now().toISOString() };
    await writeAtomic(holderFile(context), JSON.stringify(holder));
    begin();
    await untilClosing(context);
  });
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
