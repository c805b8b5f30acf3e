import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HostPath } from '../../electron/contract/ids.ts';
import type { Context } from '../../electron/engine/context.ts';
import { fail } from '../../electron/engine/errors.ts';
import { Scheduler } from '../../electron/engine/schedules/scheduler.ts';
import {
  addSchedule,
  getSchedule,
  listSchedules,
  pauseSchedule,
  removeSchedule,
} from '../../electron/engine/schedules/store.ts';
import { engineWithoutDocker } from '../support/connections.ts';

const at = (hour: number, minute = 0, day = 30): Date => new Date(2026, 10, day, hour, minute);

/** A user's schedules, at a time that the test sets, with commands that only count. */
async function stage() {
  const engine = await engineWithoutDocker();
  const clock = { now: at(6) };
  const context: Context = { ...engine.context, now: () => clock.now };
  const begun: string[] = [];
  let answer: () => Promise<string> = () => Promise.resolve('x-1 was made.');
  const host = (isMine = true) =>
    new Scheduler(context, {
      isMine: () => isMine,
      start: (_, { name }) => {
        begun.push(name);
        return answer();
      },
    });
  const look = async (scheduler: Scheduler, now: Date): Promise<void> => {
    clock.now = now;
    await scheduler.look();
  };
  const add = (when: string, name?: string) =>
    addSchedule(context, {
      when,
      words: ['new', 'task'],
      folder: HostPath.parse('/'),
      ...(name !== undefined && { name }),
    });
  return { context, begun, host, look, add, answers: (next: typeof answer) => (answer = next) };
}

test('a command is begun once at its time, whichever of two hosts looks, and how it ended is kept', async () => {
  const { context, begun, host, look, add } = await stage();
  await add('0 7 * * *');
  const [mine, other] = [host(), host(false)];

  for (const minute of [0, 1, 2]) {
    await look(other, at(7, minute));
    await look(mine, at(7, minute));
  }
  await mine.settled();

  expect(begun).toEqual(['new-1']);
  expect(getSchedule(context, 'new-1')).toMatchObject({
    missed: null,
    last: { due: at(7).toISOString(), end: { said: 'x-1 was made.' } },
  });
  expect(mine.troubles()).toEqual([]);
});

test('a host that died in the middle of a run: the next one does not begin it again, and says that nobody saw its end', async () => {
  const { context, begun, host, look, add, answers } = await stage();
  await add('0 7 * * *');
  answers(() => new Promise(() => undefined));
  await look(host(), at(7));

  const next = host();
  await look(next, at(7, 1));

  expect(begun).toEqual(['new-1']);
  expect(getSchedule(context, 'new-1').last).toMatchObject({ endedAt: null });
  expect(next.troubles().map(({ why }) => why)).toEqual([expect.stringContaining('Nobody saw how it ended')]);
});

test('what was missed is told with its number, until the schedule runs again', async () => {
  const { context, begun, host, look, add } = await stage();
  await add('0 7 * * *', 'daily');
  const scheduler = host();

  await look(scheduler, at(9, 0, 30));
  expect(scheduler.troubles().map(({ why }) => why)).toEqual([expect.stringContaining('It was missed once')]);
  await look(scheduler, new Date(2026, 11, 2, 9));
  expect(getSchedule(context, 'daily').missed).toMatchObject({ count: 3 });
  expect(begun).toEqual([]);

  await look(scheduler, new Date(2026, 11, 3, 7));
  await scheduler.settled();
  expect(begun).toEqual(['daily']);
  expect(scheduler.troubles()).toEqual([]);
});

test('a run that fails is told with its reason, and one that is not over lets the next go by', async () => {
  const { context, begun, host, look, add, answers } = await stage();
  await add('*/10 * * * *');
  const scheduler = host();
  answers(() => Promise.reject(fail('SCHEDULE_FAILED', 'Docker does not answer.')));
  await look(scheduler, at(6, 10));
  await scheduler.settled();
  expect(scheduler.troubles().map(({ why }) => why)).toEqual(['Docker does not answer.']);

  let end: (said: string) => void = () => undefined;
  answers(() => new Promise((resolve) => (end = resolve)));
  await look(scheduler, at(6, 20));
  await look(scheduler, at(6, 30));
  expect(begun).toHaveLength(2);
  expect(getSchedule(context, 'new-1').missed).toMatchObject({ count: 1, latest: at(6, 30).toISOString() });
  end('It ran.');
  await scheduler.settled();
  expect(getSchedule(context, 'new-1').last).toMatchObject({ due: at(6, 20).toISOString(), end: { said: 'It ran.' } });
});

test('one that rests runs nothing and misses nothing; one that was forgotten is gone', async () => {
  const { context, begun, host, look, add } = await stage();
  await add('0 7 * * *');
  await pauseSchedule(context, { name: 'new-1', paused: true });
  const scheduler = host();
  await look(scheduler, at(7));
  await look(scheduler, at(9));
  await pauseSchedule(context, { name: 'new-1', paused: false });
  await look(scheduler, at(9, 1));
  expect([begun, getSchedule(context, 'new-1').missed]).toEqual([[], null]);

  await removeSchedule(context, 'new-1');
  expect(listSchedules(context)).toEqual([]);
  await expect(pauseSchedule(context, { name: 'new-1', paused: true })).rejects.toThrow('There is no schedule new-1.');
});

test('names are free ones, taken ones are refused, and what says no time is not kept', async () => {
  const { context, add } = await stage();
  await add('0 7 * * *');
  await add('0 8 * * *');
  await expect(add('0 9 * * *', 'new-1')).rejects.toThrow('There is a schedule new-1 already.');
  await expect(add('at seven')).rejects.toThrow('says no time');
  await expect(add('0 0 31 2 *')).rejects.toThrow('never comes again');
  expect(listSchedules(context).map(({ name }) => name)).toEqual(['new-1', 'new-2']);
});

test('a damaged file is said, and overwritten by nobody', async () => {
  const { context, begun, host, look, add } = await stage();
  await add('0 7 * * *');
  const path = join(context.paths.home, 'ours', 'schedules.json');
  await writeFile(path, '{"schedules": [');

  await look(host(), at(7));

  expect(begun).toEqual([]);
  await expect(add('0 8 * * *')).rejects.toMatchObject({ problem: { code: 'FILE_DAMAGED' } });
});
