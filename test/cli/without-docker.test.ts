import { expect, test } from 'vitest';
import { maestro, NO_ENGINE } from '../support/maestro.ts';
import { testUser } from '../support/project.ts';

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
