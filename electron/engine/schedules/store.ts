import { join } from 'node:path';
import { z } from 'zod';
import { HostPath } from '../../contract/ids.ts';
import { Schedule, ScheduleName } from '../../contract/schedules.ts';
import type { Context } from '../context.ts';
import { editRecord } from '../disk/edit.ts';
import { readRecord } from '../disk/read.ts';
import { checked, fail } from '../errors.ts';
import { nextTime } from './due-rules.ts';

/** `~/.maestro/ours/schedules.json`: in the order in which they were made. */
const Schedules = z.object({ schedules: z.array(Schedule) });

type Place = Pick<Context, 'paths' | 'now'>;

/** FILE_DAMAGED. */
export function listSchedules({ paths }: Pick<Context, 'paths'>): readonly Schedule[] {
  return readRecord(pathOf({ paths }), Schedules)?.schedules ?? [];
}

/** FILE_DAMAGED, SCHEDULE_NOT_FOUND. */
export function getSchedule(place: Pick<Context, 'paths'>, name: string): Schedule {
  const found = listSchedules(place).find((one) => one.name === name);
  if (found === undefined) throw fail('SCHEDULE_NOT_FOUND', `There is no schedule ${name}.`);
  return found;
}

/** What a new schedule is. */
export const NewSchedule = Schedule.pick({ when: true, words: true }).extend({
  folder: HostPath,
  /** Unset: after its command. */
  name: ScheduleName.optional(),
});

/** INPUT_INVALID for a time that is none, SCHEDULE_EXISTS, FILE_DAMAGED, LOCK_HELD. */
export async function addSchedule(place: Place, wanted: z.input<typeof NewSchedule>): Promise<Schedule> {
  const { name: given, ...what } = checked(NewSchedule, wanted);
  const at = place.now().toISOString();
  if (nextTime(what.when, place.now()) === null)
    throw fail('INPUT_INVALID', `${JSON.stringify(what.when)} never comes again.`);
  let added: Schedule | undefined;
  await edit(place, (all) => {
    const name = given ?? freeName(what.words, all);
    if (all.some((one) => one.name === name)) throw fail('SCHEDULE_EXISTS', `There is a schedule ${name} already.`);
    added = { ...what, name, createdAt: at, seenAt: at, paused: false, last: null, missed: null };
    return [...all, added];
  });
  if (added === undefined) throw fail('INTERNAL', 'The schedule was not written.');
  return added;
}

/** SCHEDULE_NOT_FOUND, FILE_DAMAGED, LOCK_HELD. */
export async function removeSchedule(place: Place, name: string): Promise<Schedule> {
  const found = getSchedule(place, name);
  await edit(place, (all) => all.filter((one) => one.name !== name));
  return found;
}

/** Lets a schedule rest, or go on: what goes by meanwhile is not missed. SCHEDULE_NOT_FOUND, FILE_DAMAGED, LOCK_HELD. */
export async function pauseSchedule(
  place: Place,
  { name, paused }: Pick<Schedule, 'name' | 'paused'>,
): Promise<Schedule> {
  const seenAt = place.now().toISOString();
  getSchedule(place, name);
  await changeSchedule(place, name, (one) => ({ ...one, paused, seenAt, ...(!paused && { missed: null }) }));
  return getSchedule(place, name);
}

/** Writes what became of one; nothing where it is gone. FILE_DAMAGED, LOCK_HELD. */
export async function changeSchedule(
  place: Pick<Context, 'paths'>,
  name: string,
  change: (one: Schedule) => Schedule,
): Promise<void> {
  await edit(place, (all) => all.map((one) => (one.name === name ? change(one) : one)));
}

function edit(place: Pick<Context, 'paths'>, next: (all: readonly Schedule[]) => Schedule[]): Promise<void> {
  const lock = { folder: place.paths.locks, name: 'schedules' };
  return editRecord({ path: pathOf(place), schema: Schedules, lock }, (file) => ({
    schedules: next(file?.schedules ?? []),
  }));
}

/** `new-1`, `mission-run-2`. */
function freeName(words: readonly string[], all: readonly Schedule[]): string {
  const verb = words[0] === 'new' ? 'new' : words.slice(0, 2).join('-');
  const stem =
    verb
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'schedule';
  const taken = new Set(all.map(({ name }) => name));
  for (let at = 1; ; at += 1) if (!taken.has(`${stem}-${at}`)) return `${stem}-${at}`;
}

function pathOf({ paths }: Pick<Context, 'paths'>): string {
  return join(paths.home, 'ours', 'schedules.json');
}
