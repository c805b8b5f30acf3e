import { expect, test } from 'vitest';
import { HostPath } from '../../electron/contract/ids.ts';
import { listContainers } from '../../electron/engine/containers/list.ts';
import { Scheduler } from '../../electron/engine/schedules/scheduler.ts';
import { addSchedule, getSchedule } from '../../electron/engine/schedules/store.ts';
import { containerEngine } from '../support/containers.ts';
import { gitProject } from '../support/project.ts';

test('at its time a schedule makes the container of its command, in its folder; one that cannot be made is said', async () => {
  const [engine, folder] = await Promise.all([containerEngine(), gitProject()]);
  const clock = { now: new Date(2026, 10, 30, 6) };
  const context = { ...engine.context, now: () => clock.now };
  const words = ['new', 'Look around', '-a', 'custom', '--', 'sleep', 'infinity'];
  await addSchedule(context, { when: '0 7 * * *', folder: HostPath.parse(folder), words, name: 'morning' });
  await addSchedule(context, { when: '0 7 * * *', folder: HostPath.parse(`${folder}/gone`), words, name: 'nowhere' });
  const scheduler = new Scheduler(context, { isMine: () => true });

  clock.now = new Date(2026, 10, 30, 7, 1);
  await scheduler.look();
  await scheduler.settled();

  const [made, ...more] = await listContainers(engine.context);
  expect(more).toEqual([]);
  expect(made).toMatchObject({ task: 'Look around', docker: 'running', project: { path: folder } });
  expect(getSchedule(context, 'morning').last?.end).toEqual({ said: `${made?.shortName ?? ''} was made.` });
  expect(getSchedule(context, 'nowhere').last?.end).toMatchObject({ problem: { code: 'SCHEDULE_FAILED' } });
  expect(scheduler.troubles().map(({ schedule }) => schedule.name)).toEqual(['nowhere']);
});
