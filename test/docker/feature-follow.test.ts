import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Feature } from '../../electron/contract/features.ts';
import type { Handoff } from '../../electron/contract/handoffs.ts';
import { removeContainer } from '../../electron/engine/containers/lifecycle.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import { inside } from '../support/containers.ts';
import { kept, stage, type Stage, statusOf } from '../support/feature-stage.ts';
import { until } from '../support/until.ts';

/** What a hook of the agent tells its container. */
function hook(made: Container, event: object): Promise<string> {
  return inside(made, `printf '%s' '${JSON.stringify(event)}' | /usr/local/lib/maestro/hook claude`);
}

/** Those that wait, the newest first. */
function handoffs({ project }: Stage): Promise<Handoff[]> {
  return project.json(['handoff', 'list', '--status', 'pending']);
}

test('an agent that ends its turn with commits hands its feature in, once for each of them', async () => {
  const here = await stage();
  const { engine, project, mission } = here;
  engine.watch();
  const { launch } = await here.launch('f1', ['sleep', 'infinity']);
  const made = await getContainer(engine.context, launch.container ?? '');
  const ends = (words: string) => hook(made, { hook_event_name: 'Stop', last_assistant_message: words });
  const isSeen = (words: string) =>
    until(words, () => engine.context.state.snapshot.containers[made.name]?.attention?.text === words);
  const move = (status: string) => project.json(['feature', 'update', 'f1', '--mission', mission, '--status', status]);

  await ends('I only looked.');
  await isSeen('I only looked.');
  expect(await statusOf(here, 'f1')).toBe('in-progress');

  const waits = 'Interrupted: it waits for what to do next.';
  await ends(waits);
  await isSeen(waits);
  await inside(made, 'cd /workspace && echo 1 >f1.txt && git add f1.txt && git commit -qm one');
  await until('its commit', () => (engine.context.state.snapshot.containers[made.name]?.git?.sinceBase ?? 0) > 0);
  expect(await statusOf(here, 'f1')).toBe('in-progress');
  await ends('It is written.');
  await until('the review', async () => (await statusOf(here, 'f1')) === 'review');
  await until('its launch to say so', () => kept(here, 'f1')[0]?.handedIn !== undefined);
  const { features } = await project.json<{ features: Feature[] }>(['feature', 'list', '--mission', mission]);
  expect(features[0]?.report?.salientSummary).toBe('It is written.');

  for (const status of ['pending', 'in-progress']) await move(status);
  await ends('Nothing new.');
  await isSeen('Nothing new.');
  expect(await statusOf(here, 'f1')).toBe('in-progress');
  await inside(made, 'cd /workspace && git commit -q --allow-empty -m two');
  await until('the review again', async () => (await statusOf(here, 'f1')) === 'review');
});

test('an agent that asks blocks its feature until it is answered', async () => {
  const here = await stage();
  const { engine } = here;
  engine.watch();
  const { launch } = await here.launch('f1', ['sleep', 'infinity']);
  const made = await getContainer(engine.context, launch.container ?? '');

  await hook(made, { hook_event_name: 'Notification', notification_type: 'permission_prompt', message: 'May I?' });
  await until('the feature to be blocked', async () => (await statusOf(here, 'f1')) === 'blocked');
  await until('its launch to say since when', () => kept(here, 'f1')[0]?.asked !== undefined);
  const { run } = await here.project.json<{ run: null }>(['mission', 'explain', here.mission]);
  expect(run).toBeNull();

  await hook(made, { hook_event_name: 'UserPromptSubmit' });
  await until('it to be at work', async () => (await statusOf(here, 'f1')) === 'in-progress');
  await until('its launch to say so', () => kept(here, 'f1')[0]?.asked === undefined);
});

test('a feature whose agent dies goes back with a handoff, and the next agent begins with what was done', async () => {
  const here = await stage();
  const { engine, project, mission } = here;
  engine.watch();
  const work = 'echo 1 >half.txt; git add half.txt; git commit -qm "Write half"; echo 2 >rest.txt; sleep 2; exit 3';
  const { launch } = await here.launch('f1', ['bash', '-c', work]);

  await until('the feature to go back', async () => (await statusOf(here, 'f1')) === 'pending');
  const made = await getContainer(engine.context, launch.container ?? '');
  await until('its launch to say why', () => kept(here, 'f1')[0]?.ended === 'Its agent ended with exit code 3.');
  const [handoff] = await handoffs(here);
  expect(handoff?.content).toMatchObject({
    maestroRefs: { missionId: mission.replaceAll('-', '_'), featureId: 'f1' },
    completedWork: ['write_half'],
    touchedFiles: ['file_half_txt'],
    // With the project's own files of Maestro, which are not committed either.
    risks: ['3_files_not_committed'],
  });
  expect(handoff).toMatchObject({ agent: 'custom', sessionId: made.name });
  const retries = await readFile(
    join(project.folder, '.maestro/missions', mission, 'workers/f1/retry-log.json'),
    'utf8',
  );
  expect(retries).toContain(`Its agent ended with exit code 3. 1 commit and 3 changed files`);

  const next = await here.launch('f1', ['sleep', 'infinity']);
  const second = await getContainer(engine.context, next.launch.container ?? '');
  expect(await inside(second, 'cat /workspace/half.txt')).toBe('1');
  expect(second.task).toContain('go_on_with_f1');
  expect(await handoffs(here)).toHaveLength(1);
});

test('a feature whose container is removed goes back, and a person’s own move stays', async () => {
  const here = await stage();
  const { engine } = here;
  engine.watch();
  const { launch } = await here.launch('f1', ['sleep', 'infinity']);
  const other = await here.launch('f2', ['sleep', 'infinity']);
  await until('both to be seen', () => Object.keys(engine.context.state.snapshot.containers).length === 2);
  await here.project.json(['feature', 'update', 'f2', '--mission', here.mission, '--status', 'review']);

  for (const name of [launch.container, other.launch.container])
    if (name !== null) await removeContainer(engine.context, { name, running: true, discard: true });

  await until('the feature to go back', async () => (await statusOf(here, 'f1')) === 'pending');
  expect(kept(here, 'f1')[0]?.ended).toBe('Its container was removed.');
  expect(await statusOf(here, 'f2')).toBe('review');
});

test('the next agent takes the handoff of one that ended, and begins where its commits do', async () => {
  const here = await stage();
  const { engine, project } = here;
  engine.watch();
  const work = 'echo 1 >f1.txt && git add f1.txt && git commit -qm "Write f1" && exit 3';
  await here.launch('f1', ['bash', '-c', work]);
  await until('its feature to be free', async () => (await statusOf(here, 'f1')) === 'pending');
  const [left] = await until('its handoff', async () => {
    const all = await handoffs(here);
    return all.length > 0 && all;
  });

  const picked = await project.json<{ handoff: string; launch: { container: string } }>([
    ...['handoff', 'pickup', '--launch', '--json', '--', 'sleep', 'infinity'],
  ]);

  expect(picked.handoff).toBe(left?.id);
  const made = await getContainer(engine.context, picked.launch.container);
  expect(await inside(made, 'cat /workspace/f1.txt')).toBe('1');
  expect([await statusOf(here, 'f1'), kept(here, 'f1').length]).toEqual(['in-progress', 2]);
  expect(await handoffs(here)).toEqual([]);
});
