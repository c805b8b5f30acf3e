import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { containerEngine, newContainer } from '../support/containers.ts';
import { maestro, MAESTRO } from '../support/maestro.ts';
import { gitProject, writeFiles } from '../support/project.ts';
import { screen } from '../support/screen.ts';
import { until } from '../support/until.ts';

const notifications = { attention_threshold: '0s' };

test('who looks at one container is called on that terminal when another needs them; what of the configuration is refused is told once', async () => {
  const engine = await containerEngine({ daemon: { notifications } });
  const project = await gitProject();
  const create = (branch: string, command: string[]) =>
    engine.client.containers.create(newContainer({ project, branch, command }));
  const shown = await create('feat/shown', ['sleep', 'infinity']);
  const env = { HOME: engine.user.home };
  const line = `node ${MAESTRO} connect ${shown.shortName}`;
  const terminal = await screen(line, { cwd: engine.user.home, env });
  await terminal.shows(/feat-shown-1.*\d\d:\d\d/s);
  expect(await terminal.state('window_bell_flag')).toBe('0');

  await create('feat/asks', ['bash', '-c', 'sleep 1; printf "\\a"; sleep infinity']);
  await until('the bell', async () => (await terminal.state('window_bell_flag')) === '1');

  await writeFiles(dirname(engine.context.paths.config), {
    'config.yml': JSON.stringify({
      daemon: { notifications: { terminal: 'loud' } },
      containers: { prefix: engine.user.prefix },
    }),
  });
  const told = await maestro(['list'], { env });
  expect(told.stderr).toMatch(/^config\.yml: daemon\.notifications\.terminal: .*loud/);
  expect(told.stderr.match(/notifications\.terminal/g)).toHaveLength(1);
  expect((await maestro(['list', '--json'], { env })).stderr).toBe('');
});
