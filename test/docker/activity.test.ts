import { expect, test } from 'vitest';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { maestro } from '../support/maestro.ts';
import { gitProject } from '../support/project.ts';
import { until } from '../support/until.ts';

test('a start, a commit, an exit of the agent and a stop are told, the newest first', async () => {
  const [engine, project] = await Promise.all([containerEngine(), gitProject()]);
  const command = ['sh', '-c', 'until [ -e /tmp/over ]; do sleep 0.2; done; exit 3'];
  const made = await engine.client.containers.create(newContainer({ project, agent: 'custom', command }));
  const read = async () =>
    (await engine.client.activity.list({ name: made.name })).map(({ kind, text }) => `${kind}: ${text}`);

  await inside(made, 'cd /workspace && git commit -q --allow-empty -m more');
  await until('the commit', async () =>
    (await read()).some((line) => /^git: 1 commit (more|since its start), now at /.test(line)),
  );
  await inside(made, 'touch /tmp/over');
  await until('the exit', async () => (await read()).includes('agent: The agent exited with 3'));
  await engine.client.containers.stop({ name: made.name });

  const shown = await maestro(['activity', made.name, '--tail', '3'], { env: { HOME: engine.user.home } });
  expect(shown.stdout.trimEnd().split('\n')).toHaveLength(5);
  expect(shown.stdout).toMatch(/ run +Ended with \d+\s*$/);

  const lines = await read();
  expect(lines[0]).toMatch(/^run: Ended with \d+$/);
  expect(lines.at(-1)).toBe('run: Started');
  const order = ['agent: The agent exited with 3', 'run: Ready'].map((line) => lines.indexOf(line));
  expect(order[0]).toBeLessThan(order[1] ?? 0);

  await engine.client.containers.start({ name: made.name });
  await until('the second start', async () => (await read()).filter((line) => line === 'run: Started').length === 2);
});
