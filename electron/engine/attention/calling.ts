import { join } from 'node:path';
import type { Notice } from '../../contract/notices.ts';
import { type DaemonConfig, defaultConfig, readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { readCache } from '../disk/read.ts';
import { isProblem } from '../errors.ts';
import { type Besides, episodesOf } from './episodes-rules.ts';
import { focusedContainer } from './focus.ts';
import { decideNotice, NoticeMemory, NOTHING_TOLD } from './notices-rules.ts';

/** Brings a notice to a person. What fails is the notifier's to throw; nobody is called twice for it. */
export type Notifier = (notice: Notice, wishes: DaemonConfig['notifications']) => Promise<void>;

/** Who is called how, and by whom. */
interface Calling {
  readonly notify: Notifier;
  /** Whether this process is the one of its user's hosts that does so. */
  readonly isMine: () => boolean;
  /** Schedules that did not run well. */
  readonly schedules?: () => NonNullable<Besides['schedules']>;
}

/** Time passes without an event: a threshold, an hour before a sign-in ends, the end of quiet hours. */
const TICK_MS = 2_000;

/**
 * Calls a person for what wants one, as long as `signal` lets it and this process is the one to do so. What it told is
 * remembered on disk, so that the next process tells only what is new.
 */
export async function callPeople(
  context: Context,
  { signal, ...calling }: Calling & { readonly signal: AbortSignal },
): Promise<void> {
  const caller = new Caller(context, calling);
  const timer = setInterval(() => caller.lookSoon(), TICK_MS);
  for await (const event of context.state.watch(signal)) {
    if (event.kind === 'snapshot' || event.change.containers !== undefined || event.change.missions !== undefined)
      caller.lookSoon();
  }
  clearInterval(timer);
  await caller.settled();
}

class Caller {
  readonly #context: Context;
  readonly #calling: Calling;
  #wishes: DaemonConfig['notifications'];
  #looking: Promise<void> = Promise.resolve();
  #isWaiting = false;
  /** Nothing is remembered that a look without an episode could change. */
  #isCalm = false;

  constructor(context: Context, calling: Calling) {
    this.#context = context;
    this.#calling = calling;
    this.#wishes = defaultConfig(context).daemon.notifications;
  }

  /** Looks after the look that is under way, once. */
  lookSoon(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#looking = this.#looking.then(() => {
      this.#isWaiting = false;
      return this.#look().catch((error: unknown) => {
        this.#context.log.error({ err: error }, 'could not call anybody');
      });
    });
  }

  settled(): Promise<void> {
    return this.#looking;
  }

  /** Without Docker nothing is known to have begun or ended. */
  async #look(): Promise<void> {
    const { state, now } = this.#context;
    const { isMine, schedules } = this.#calling;
    const { loaded, docker, containers, missions } = state.snapshot;
    // Whoever called meanwhile may have left something to tell.
    if (!isMine()) this.#isCalm = false;
    if (!isMine() || !loaded || docker.state !== 'ready') return;
    const at = now();
    const episodes = episodesOf(Object.values(containers), at, {
      missions: Object.values(missions),
      schedules: schedules?.() ?? [],
    });
    if (this.#isCalm && episodes.length === 0) return;
    const before = readCache(memoryFile(this.#context), NoticeMemory) ?? NOTHING_TOLD;
    const { memory, notice } = decideNotice(before, {
      episodes,
      focused: focusedContainer(this.#context),
      wishes: this.#readWishes(),
      now: at,
    });
    if (notice !== null) await this.#tell(notice);
    if (notice !== null || hasChanged(before, memory))
      await writeAtomic(memoryFile(this.#context), JSON.stringify(memory));
    this.#isCalm = isEmpty(memory);
  }

  async #tell(notice: Notice): Promise<void> {
    const { log } = this.#context;
    log.info({ notice }, `called: ${notice.title}`);
    await this.#calling.notify(notice, this.#wishes).catch((error: unknown) => {
      log.error({ err: error, notice }, 'the notice could not be shown');
    });
  }

  /** A configuration that cannot be read leaves the last good one in force. */
  #readWishes(): DaemonConfig['notifications'] {
    try {
      this.#wishes = readConfig(this.#context).daemon.notifications;
    } catch (error) {
      if (!isProblem(error, 'CONFIG_INVALID')) throw error;
    }
    return this.#wishes;
  }
}

/** What was told of so far, by whichever process, as what nobody has to be told again. */
export function toldBefore(context: Context): NoticeMemory {
  return { ...(readCache(memoryFile(context), NoticeMemory) ?? NOTHING_TOLD), held: {}, lastAt: null };
}

function isEmpty({ told, held }: NoticeMemory): boolean {
  return Object.keys(told).length === 0 && Object.keys(held).length === 0;
}

/** When something was last seen is worth no write by itself. */
function hasChanged(before: NoticeMemory, after: NoticeMemory): boolean {
  const shape = ({ told, held }: NoticeMemory): string => JSON.stringify([Object.keys(told), Object.keys(held)]);
  return shape(before) !== shape(after);
}

function memoryFile({ paths }: Pick<Context, 'paths'>): string {
  return join(paths.cache, 'notices.json');
}
