import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { MAESTRO, maestro, NO_ENGINE } from '../support/maestro.ts';
import { tempFolder, testUser } from '../support/project.ts';
import { until } from '../support/until.ts';

async function alone(args: readonly string[], env: Record<string, string> = NO_ENGINE): ReturnType<typeof maestro> {
  const { home } = await testUser();
  return maestro(args, { env: { ...env, HOME: home } });
}

test('the doctor runs all its checks without Docker, and says that Docker is missing', async () => {
  const { code, stdout } = await alone(['doctor', '--containers', '--json']);
  const { checks } = JSON.parse(stdout) as { checks: { id: string; state: string; hints: string[] }[] };

  expect(code).toBe(1);
  expect(checks.length).toBeGreaterThan(4);
  const docker = checks.find(({ id }) => id === 'docker');
  expect(docker?.state).toBe('failed');
  expect(docker?.hints).not.toEqual([]);
});

test.each([[['list']], [['stop', 'x']], [['new', '-n', 'x']], [['image', 'build']]])(
  'maestro %s without Docker fails with a sentence, a hint and exit 1',
  async (args) => {
    const { code, stderr } = await alone(args);

    expect(stderr).toMatch(/^error: .+\. \(DOCKER_UNREACHABLE\)$/m);
    expect(stderr).toMatch(/^hint: .+/m);
    expect(code).toBe(1);
  },
);

test('with --json the failure carries its code', async () => {
  const { code, stdout } = await alone(['list', '--json']);

  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ code: 'DOCKER_UNREACHABLE' });
});

test('an engine over ssh is refused with what to do instead', async () => {
  const { code, stderr } = await alone(['list'], { DOCKER_HOST: 'ssh://host.test' });

  expect(code).toBe(1);
  expect(stderr).toContain('ssh');
  expect(stderr).not.toContain('    at ');
});

test('the demo needs no Docker, opens at an address of its own, and leaves nothing behind', async () => {
  const { home } = await testUser();
  const temp = await tempFolder();
  const before = await readdir(join(home, '.maestro'));
  const demo = execa(process.execPath, [MAESTRO, 'demo', '--no-open', '--json'], {
    env: { ...NO_ENGINE, HOME: home, TMPDIR: temp },
    reject: false,
  });
  let printed = '';
  demo.stdout.on('data', (chunk) => (printed += String(chunk)));
  const { url } = await until('its address', () => isWhole(printed) && (JSON.parse(printed) as { url: string }));
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  expect(await readdir(temp)).toHaveLength(1);
  demo.kill('SIGINT');
  expect((await demo).exitCode).toBe(0);
  expect(await readdir(temp)).toEqual([]);
  expect(await readdir(join(home, '.maestro'))).toEqual(before);
});

function isWhole(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}
