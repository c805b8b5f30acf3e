import { dirname } from 'node:path';
import { z } from 'zod';
import { type Schedule, troubleOf } from '../../contract/schedules.ts';
import { parseJson } from '../../contract/json.ts';
import type { Context } from '../context.ts';
import { fail, isProblem, problemOf } from '../errors.ts';
import { run } from '../run.ts';
import { type Due, dueOf } from './due-rules.ts';
import { changeSchedule, listSchedules } from './store.ts';

/** Times are of a minute. */
const TICK_MS = 15_000;

interface Scheduling {
  /** Whether this process is the one of its user's hosts that does what must happen once. */
  readonly isMine: () => boolean;
  readonly start?: typeof startCommand;
}

/** Runs what is due, as long as the engine lives, and remembers what was missed. */
export class Scheduler {
  readonly #context: Context;
  readonly #scheduling: Scheduling;
  readonly #running = new Map<string, Promise<void>>();
  #known: readonly Schedule[] = [];
  #looking: Promise<void> = Promise.resolve();

  constructor(context: Context, scheduling: Scheduling) {
    this.#context = context;
    this.#scheduling = scheduling;
  }

  /** Looks every few seconds until the engine ends, and ends when nothing runs any more. */
  async follow(): Promise<void> {
    const { closing } = this.#context;
    const timer = setInterval(() => void this.look(), TICK_MS);
    await this.look();
    if (!closing.aborted) await new Promise((resolve) => closing.addEventListener('abort', resolve, { once: true }));
    clearInterval(timer);
    await this.#looking;
    await Promise.all(this.#running.values());
  }

  /** Those that want their user, with why. */
  troubles(): readonly { readonly schedule: Schedule; readonly why: string }[] {
    return this.#known.flatMap((schedule) => {
      const why = schedule.paused ? undefined : troubleOf(schedule);
      return why === undefined ? [] : [{ schedule, why }];
    });
  }

  /** Begins what is due now. What cannot be read holds up nothing else. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() =>
      this.#look().catch((error: unknown) => {
        this.#context.log.warn({ problem: problemOf(error) }, 'the schedules cannot be followed');
      }),
    );
    return this.#looking;
  }

  /** Ends when what is under way is over. */
  async settled(): Promise<void> {
    await this.#looking;
    await Promise.all(this.#running.values());
  }

  async #look(): Promise<void> {
    const { now, closing } = this.#context;
    if (closing.aborted || !this.#scheduling.isMine()) return;
    for (const schedule of listSchedules(this.#context)) {
      if (schedule.last?.end === null && !this.#running.has(schedule.name)) await this.#giveUp(schedule.name);
      const due = dueNow(schedule, now());
      if (due !== undefined) await this.#settle(schedule, due);
    }
    this.#known = listSchedules(this.#context);
  }

  /** Written down before it begins, so that a host that dies never runs one twice. */
  async #settle({ name }: Schedule, { run: due, missed }: Due): Promise<void> {
    const { now, log } = this.#context;
    const at = now().toISOString();
    const isBusy = this.#running.has(name);
    const gone = isBusy && due !== null ? [...missed, due] : missed;
    const begins = !isBusy && due !== null;
    await changeSchedule(this.#context, name, (one) => ({
      ...one,
      seenAt: at,
      ...(begins && { last: { due: due.toISOString(), begunAt: at, endedAt: null, end: null }, missed: null }),
      ...(gone.length > 0 && { missed: withMore(begins ? null : one.missed, gone) }),
    }));
    if (gone.length > 0) log.warn({ schedule: name, missed: gone.length }, 'times of a schedule were missed');
    if (!begins) return;
    const work = this.#run(name).finally(() => this.#running.delete(name));
    this.#running.set(name, work);
  }

  /** The host that began it is gone: a run that nobody sees the end of is no run that goes on for ever. */
  async #giveUp(name: string): Promise<void> {
    const { problem } = fail('SCHEDULE_FAILED', 'Nobody saw how it ended: what ran it ended before.');
    await changeSchedule(this.#context, name, (one) =>
      one.last === null ? one : { ...one, last: { ...one.last, end: { problem } } },
    );
  }

  /** Nobody waits for this: it never fails. */
  async #run(name: string): Promise<void> {
    const { log, now } = this.#context;
    const { start = startCommand } = this.#scheduling;
    try {
      const schedule = listSchedules(this.#context).find((one) => one.name === name);
      if (schedule === undefined) return;
      log.info({ schedule: name }, 'a schedule runs');
      const end = await start(this.#context, schedule).then(
        (said) => ({ said }),
        (error: unknown) => ({ problem: problemOf(error) }),
      );
      if ('problem' in end) log.warn({ schedule: name, problem: end.problem }, 'what a schedule ran has failed');
      await changeSchedule(this.#context, name, (one) =>
        one.last === null ? one : { ...one, last: { ...one.last, endedAt: now().toISOString(), end } },
      );
    } catch (error) {
      log.error({ schedule: name, problem: problemOf(error) }, 'how a schedule ended could not be written');
    }
    this.#known = listSchedules(this.#context);
  }
}

/** Undefined: nothing is to be done about it. A time that is none any more holds up no other schedule. */
function dueNow(schedule: Schedule, now: Date): Due | undefined {
  if (schedule.paused) return undefined;
  try {
    const due = dueOf(schedule, now);
    return due.run === null && due.missed.length === 0 ? undefined : due;
  } catch (error) {
    if (isProblem(error, 'INPUT_INVALID')) return undefined;
    throw error;
  }
}

function withMore(before: Schedule['missed'], gone: readonly Date[]): Schedule['missed'] {
  const latest = gone.at(-1);
  if (latest === undefined) return before;
  return { count: (before?.count ?? 0) + gone.length, latest: latest.toISOString() };
}

const Failure = z.looseObject({ error: z.string(), code: z.string(), hints: z.array(z.string()).default([]) });
const Made = z.looseObject({ shortName: z.string() });

/** Runs the command line as its user would, in its folder, and says what came of it. What the command failed with. */
async function startCommand({ paths, closing }: Context, { words, folder }: Schedule): Promise<string> {
  const [first = '', ...rest] = words;
  const line = [paths.cli, first, '--json', ...rest];
  const ran = await run(process.execPath, line, {
    cwd: folder,
    env: { HOME: dirname(paths.home), ELECTRON_RUN_AS_NODE: '1' },
    cancelSignal: closing,
  });
  const answer = answerOf(ran.stdout);
  const failure = Failure.safeParse(answer);
  if (failure.success) throw failed(failure.data, words);
  if (!ran.ok)
    throw fail('SCHEDULE_FAILED', `maestro ${first} ended with ${ran.code ?? 'a signal'}.`, {
      detail: ran.stderr.slice(-2_000) || ran.stdout.slice(-2_000),
    });
  const made = Made.safeParse(answer);
  return made.success ? `${made.data.shortName} was made.` : 'It ran.';
}

function failed({ error, code, hints }: z.infer<typeof Failure>, words: readonly string[]): Error {
  return fail('SCHEDULE_FAILED', error, { detail: `maestro ${words.slice(0, 2).join(' ')}: ${code}`, hints });
}

function answerOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
