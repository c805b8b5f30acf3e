import { describe, expect, test } from 'vitest';
import { startAgentContainer } from '../support/agent-container.ts';
import { until } from '../support/until.ts';

const SLEEP = ['sleep', 'infinity'];

describe('the container', () => {
  test('whose tmux died comes back by itself', async () => {
    const container = await startAgentContainer({ command: SLEEP });

    await container.sh('tmux kill-server');

    const { docker } = container.engine.context;
    await until('its end', async () => (await docker.inspect(container.id)).State.Status === 'exited');
    expect((await docker.inspect(container.id)).State.ExitCode).toBe(1);
  });

  test('ends by the signal and not by force, and its agent gets a hangup', async () => {
    const trapping = 'trap "touch ~/hung-up; exit" HUP; touch ~/up; while :; do sleep 0.1; done';
    const container = await startAgentContainer({ command: ['bash', '-c', trapping] });
    await until('the agent to be up', async () => (await container.sh('ls ~/up')).endsWith('/up'));

    await container.stop();

    expect((await container.engine.context.docker.inspect(container.id)).State.ExitCode).toBe(0);
    expect((await container.file('/home/node/hung-up')).length).toBe(0);
  });

  test('comes back after a restart with tmux, agent and reports, and does the git part once', async () => {
    const container = await startAgentContainer({ command: SLEEP, launch: { again: ['sleep', '1000'] } });
    await container.sh('cd /workspace; git checkout -q -b other; git commit -q --allow-empty -m more');
    await until('the first start', async () => (await container.sh('ps -eo args')).includes('sleep infinity'));

    await container.restart();

    const { git } = await container.reported('git', (report) => report.git !== null);
    expect(git).toMatchObject({ branch: 'other', sinceBase: 1 });
    expect(await container.sh("tmux list-windows -t main -F '#{window_index} #{window_name}'")).toBe(
      '0 agent\n1 shell',
    );
    await until('the later start', async () => /^sleep 1000$/m.test(await container.sh('ps -eo args')));
  });

  test('whose branch cannot be checked out says which step failed and what git said', async () => {
    const container = await startAgentContainer({ command: SLEEP, branch: 'a..b' });

    const { phase, failure } = (await container.reports()).at(-1)!;

    expect(phase).toBe('failed');
    expect(failure).toMatchObject({ step: 'git checkout', output: expect.stringContaining("'a..b'") as string });
  });

  test('of a folder that is no repository makes one of everything, and calls it the base', async () => {
    const container = await startAgentContainer({
      command: SLEEP,
      project: 'mkdir sub; echo x >sub/y; echo z >.hidden',
    });

    const { git } = await container.reported('git', (report) => report.git !== null);

    expect(git).toMatchObject({ branch: 'feat/work', changed: 0, sinceBase: 0 });
    expect(await container.sh('cd /workspace; git ls-files; git log --format=%an%n%s')).toBe(
      '.gitignore\n.hidden\nsub/y\nAda\nEverything as it was',
    );
  });

  test('of a repository without a commit does so too, and its hooks and signing do not run', async () => {
    const hooks =
      'for h in pre-commit post-checkout; do printf "#!/bin/sh\\ntouch /tmp/ran; exit 1" >.git/hooks/$h; done';
    const project = `git init -q -b trunk; ${hooks}; chmod +x .git/hooks/*; git config commit.gpgsign true; echo x >y`;
    const container = await startAgentContainer({ command: SLEEP, project, identity: null });

    await container.reported('git', ({ git }) => git?.branch === 'feat/work' && git.changed === 0);

    expect(await container.sh('ls /tmp/ran 2>&1; git -C /workspace branch --format "%(refname:short)"')).toMatch(
      /No such file.*\nfeat\/work/,
    );
  });

  test('takes an existing branch as it is', async () => {
    const project =
      'git init -q -b main; git commit -q --allow-empty -m 1; git checkout -q -b feat/work; git commit -q --allow-empty -m 2; git checkout -q main';
    const container = await startAgentContainer({ command: SLEEP, project });

    await container.reported('git', (report) => report.git !== null);

    expect(await container.sh('git -C /workspace log --format=%s feat/work')).toBe('2\n1');
  });
});
