import { beforeAll, expect, test } from 'vitest';
import { spawn as openPty } from 'node-pty';
import { type Ended, maestro } from '../support/maestro.ts';
import { gitProject, testUser } from '../support/project.ts';
import { NO_ENGINE } from '../support/maestro.ts';
import pkg from '../../package.json' with { type: 'json' };

let run: (...args: string[]) => Promise<Ended>;

beforeAll(async () => {
  const { home } = await testUser();
  const cwd = await gitProject();
  run = (...args) => maestro(args, { cwd, env: { ...NO_ENGINE, HOME: home } });
});

test('maestro says its version and its help', async () => {
  expect(await run('--version')).toMatchObject({ code: 0, stdout: expect.stringContaining(pkg.version) as string });
  expect(await run('help')).toMatchObject({ code: 0, stdout: expect.stringContaining('maestro') as string });
});

test('a project is set up, shown and drawn', async () => {
  expect(await run('init')).toMatchObject({ code: 0 });

  const { code, stdout } = await run('status', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toBeTypeOf('object');
  expect(await run('mission-control', '--preview')).toMatchObject({ code: 0, stderr: '' });
});

test('the native part of the terminals works', async () => {
  const pty = openPty('sh', ['-c', 'test -t 0 && echo terminal'], {});
  let said = '';
  pty.onData((text) => (said += text));

  await new Promise((resolve) => pty.onExit(resolve));

  expect(said).toContain('terminal');
});
