import { HostPath } from '../../contract/ids.ts';
import { present } from '../../contract/present.ts';
import { type Schedule, troubleOf } from '../../contract/schedules.ts';
import { shellWord } from '../../contract/text.ts';
import type { Context } from '../../engine/context.ts';
import { isProblem } from '../../engine/errors.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { argument, given } from '../arguments/options.ts';
import { findCommand, parseCall } from '../arguments/parse.ts';
import { withContext } from '../engine.ts';
import type { Output } from '../output/output.ts';
import { table } from '../output/printed-table.ts';
import { plain } from '../output/text.ts';
import { lines, ok, undo } from '../output/words.ts';

/** What may be run without anybody there. */
const MAY: readonly string[] = ['new', 'feature launch', 'mission run', 'mission resume'];
const EXAMPLE = 'maestro schedule "0 7 * * 1-5" new "Look through the open issues"';

/** Remembers a command line and when it is to be run. */
export async function add(call: Call): Promise<undefined> {
  const { out, rest, commands } = call;
  const found = findCommand(rest, commands);
  if (found === undefined || !MAY.includes(found.path))
    throw new UsageError(`A schedule runs one of: ${MAY.join(', ')}.`, EXAMPLE);
  // What is wrong with it is said now, and not at seven in the morning.
  parseCall(found);
  const folder = HostPath.parse(process.cwd());
  const wanted = { when: argument(call), words: [...rest], folder, ...present({ name: given(call, 'name') }) };
  await withContext(async (context) => {
    const { addSchedule } = await import('../../engine/schedules/store.ts');
    const schedule = await addSchedule(context, wanted);
    const next = await nextOf(schedule, context);
    out.result({ ...schedule, next }, () =>
      lines(
        ok(`${schedule.name} runs next at ${next ?? 'no time'}.`),
        undo(`maestro schedule remove ${schedule.name}`),
      ),
    );
    await warnOfNobody(context, out);
  });
}

/** Shows all schedules. */
export async function list({ out }: Call): Promise<undefined> {
  await withContext(async (context) => {
    const { listSchedules } = await import('../../engine/schedules/store.ts');
    const schedules = await Promise.all(
      listSchedules(context).map(async (one) => ({ ...one, next: one.paused ? null : await nextOf(one, context) })),
    );
    out.result({ schedules }, () => (schedules.length === 0 ? `No schedules yet. ${EXAMPLE}` : shown(schedules)));
    if (schedules.length > 0) await warnOfNobody(context, out);
  });
}

function shown(schedules: readonly (Schedule & { readonly next: string | null })[]): string {
  const rows = schedules.map((one) => [
    one.name,
    plain(one.when),
    one.paused ? 'paused' : (one.next ?? 'never'),
    plain(['maestro', ...one.words.map(shellWord)].join(' ')).slice(0, 60),
    plain(one.folder),
    lastOf(one),
  ]);
  const troubles = schedules.flatMap((one) => {
    const why = troubleOf(one);
    return why === undefined ? [] : [`${one.name}: ${plain(why)}`];
  });
  const all = table(['NAME', 'WHEN', 'NEXT', 'COMMAND', 'FOLDER', 'LAST'], rows);
  return troubles.length === 0 ? all : [all, '', ...troubles].join('\n');
}

function lastOf({ last }: Schedule): string {
  if (last === null) return 'never';
  if (last.end === null) return `${last.begunAt}: not over`;
  return `${last.begunAt}: ${'said' in last.end ? plain(last.end.said) : 'failed'}`;
}

/** Lets a schedule rest. */
export function pause(call: Call): Promise<undefined> {
  return rest(call, true);
}

/** Lets a schedule go on. */
export function resume(call: Call): Promise<undefined> {
  return rest(call, false);
}

async function rest(call: Call, paused: boolean): Promise<undefined> {
  const name = argument(call);
  await withContext(async (context) => {
    const { pauseSchedule } = await import('../../engine/schedules/store.ts');
    const schedule = await pauseSchedule(context, { name, paused });
    const next = paused ? null : await nextOf(schedule, context);
    call.out.result({ ...schedule, next }, () =>
      ok(paused ? `${name} rests until maestro schedule resume ${name}` : `${name} runs next at ${next ?? 'no time'}.`),
    );
  });
}

/** Forgets a schedule, with the command that makes it again. */
export async function remove(call: Call): Promise<undefined> {
  await withContext(async (context) => {
    const { removeSchedule } = await import('../../engine/schedules/store.ts');
    const gone = await removeSchedule(context, argument(call));
    const again = ['maestro', 'schedule', 'add', gone.when, '--name', gone.name, '--', ...gone.words].map(shellWord);
    call.out.result(gone, () =>
      lines(ok(`${gone.name} is forgotten.`), undo(`cd ${shellWord(gone.folder)} && ${again.join(' ')}`)),
    );
  });
}

async function nextOf({ when }: Schedule, { now }: Context): Promise<string | null> {
  const { nextTime } = await import('../../engine/schedules/due-rules.ts');
  try {
    return nextTime(when, now())?.toLocaleString('sv') ?? null;
  } catch (error) {
    // One that somebody wrote into the file by hand hides no other.
    if (!isProblem(error, 'INPUT_INVALID')) throw error;
    return null;
  }
}

/** Without a host nothing runs. */
async function warnOfNobody({ paths }: Context, out: Output): Promise<void> {
  const { findDaemon } = await import('../../engine/attention/daemon.ts');
  if (findDaemon(paths) === undefined)
    out.note('The daemon does not run: schedules run only while a window of Maestro is open. maestro daemon start');
}
