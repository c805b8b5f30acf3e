import { beforeAll, expect, test } from 'vitest';
import type { ContainerName } from '../../electron/contract/ids.ts';
import { type AgentContainer, startAgentContainer } from '../support/agent-container.ts';
import { claudeFile, lease } from '../support/credentials.ts';
import { until } from '../support/until.ts';

const CREDENTIAL = { credential: lease(claudeFile(Date.UTC(2199, 0, 2))) };

/** What Claude Code would ask at its first start. */
const DIALOG = /trust|theme|Bypass Permissions mode|Press Enter|Yes, I accept|Select login method/i;

/** The screen with the prompt submitted: the prompt's line above, an empty input line below. */
function promptTaken(container: AgentContainer, task: string): Promise<string> {
  const look = async (): Promise<string> => {
    const shown = await container.screen();
    if (!shown.includes(`❯ ${task}`)) throw new Error(`The screen shows: ${shown}`);
    return shown;
  };
  return until('Claude Code to show the prompt', look);
}

test.each([
  ['with credentials', { ...CREDENTIAL, task: 'Say hello.' }, 'bypass permissions on'],
  ['without credentials', { task: 'Say hello.' }, 'bypass permissions on'],
  ['in plan mode', { ...CREDENTIAL, task: 'Say hello.', startMode: 'plan' as const }, 'plan mode on'],
  ['with a prompt that looks like an option', { ...CREDENTIAL, task: '--help me' }, 'bypass permissions on'],
])('Claude Code %s starts without a dialog and has its prompt', async (_, choice, mode) => {
  const container = await startAgentContainer({ agent: 'claude', ...choice });

  const screen = await promptTaken(container, choice.task);

  expect(screen).toContain('Claude Code v');
  expect(screen).toContain(mode);
  expect(screen).not.toMatch(DIALOG);
});

test('a task that is the name of a subcommand is a task all the same', async () => {
  const container = await startAgentContainer({ agent: 'claude', ...CREDENTIAL, task: 'update' });

  expect(await promptTaken(container, 'update')).toContain('Claude Code v');
});

test('Claude Code that is to ask starts without a dialog, and in neither of the other modes', async () => {
  const container = await startAgentContainer({ agent: 'claude', startMode: 'ask', ...CREDENTIAL, task: 'Say hello.' });
  expect(await promptTaken(container, 'Say hello.')).not.toMatch(/bypass permissions on|plan mode on/);
});

test('a container has the sign-in as its agent writes it, and tells its end and its age', async () => {
  const container = await startAgentContainer({ agent: 'claude', ...CREDENTIAL, task: 'Say hello.' });

  const { credential } = await container.reported('the credential', (report) => report.credential !== null);

  expect(await container.sh('stat -c %a,%U ~/.claude/.credentials.json')).toBe('600,node');
  expect(credential).toEqual({
    state: 'valid',
    issuedAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2199-01-02T00:00:00Z',
  });
});

test('after a restart of its container Claude Code goes on with its conversation', async () => {
  const container = await startAgentContainer({ agent: 'claude', ...CREDENTIAL, task: 'Say hello.' });
  await promptTaken(container, 'Say hello.');
  await until('the conversation on disk', async () =>
    (await container.sh('cat ~/.claude/projects/-workspace/*.jsonl')).includes('"type":"user"'),
  );

  await container.restart();

  expect(await promptTaken(container, 'Say hello.')).toContain('Claude Code v');
  expect(await container.sh('ps -eo args')).toContain('--continue');
});

test('restarting the agent alone ends a Claude Code that runs, and its conversation goes on with the same model and mode', async () => {
  const choice = { agent: 'claude', model: 'opus', startMode: 'plan', ...CREDENTIAL, task: 'Say hello.' } as const;
  const container = await startAgentContainer(choice);
  await promptTaken(container, 'Say hello.');
  await until('the conversation on disk', async () =>
    (await container.sh('cat ~/.claude/projects/-workspace/*.jsonl')).includes('"type":"user"'),
  );
  const before = await container.sh('pgrep -x claude');

  const name = `${container.engine.user.prefix}agent-1` as ContainerName;
  const restarted = await container.engine.client.containers.restart({ name, running: true });

  expect(restarted.agentProcess).toEqual({ state: 'running' });
  expect(await promptTaken(container, 'Say hello.')).toContain('Claude Code v');
  expect(await container.sh('pgrep -x claude')).not.toBe(before);
  expect(await container.sh('ps -eo args')).toMatch(/claude --permission-mode plan .*--model opus --continue/);
});

test.each(['codex', 'opencode', 'droid'] as const)(
  '%s that is not in the image is a failed start, with the way out',
  async (agent) => {
    const container = await startAgentContainer({ agent, task: 'Say hello.' });

    const { phase, failure } = await container.reported('the failure', (report) => report.failure !== null);

    expect(phase).toBe('failed');
    expect(failure?.step).toBe('agent');
    expect(failure?.output).toContain(`${agent} is not in this image.\nSet containers.agents.${agent} in`);
  },
);

test('locks that git left when it was killed are gone at the next start, and the agent can commit', async () => {
  const container = await startAgentContainer({ command: ['sleep', 'infinity'] });
  await container.sh(
    'cd /workspace/.git; touch index.lock HEAD.lock refs/heads/feat/work.lock hooks/own.lock; touch ../a.lock',
  );

  await container.restart();

  expect(await container.sh('cd /workspace; find . -name "*.lock" | LC_ALL=C sort')).toBe(
    './.git/hooks/own.lock\n./a.lock',
  );
  expect(await container.sh('cd /workspace; git add a.lock && git commit -qm mine && git status --short')).toBe('');
});

let plain: AgentContainer;

beforeAll(async () => {
  plain = await startAgentContainer({ command: ['sleep', 'infinity'] });
});

test('nobody becomes root in the agent container: no sudo, no setuid or setgid file, uid 1000', async () => {
  expect(await plain.sh('id -u; id -un')).toBe('1000\nnode');
  expect(await plain.sh('find / -xdev -perm /6000 2>/dev/null')).toBe('');
  expect(await plain.sh('command -v sudo doas su >/dev/null && su -c id </dev/null 2>&1 | grep -c uid=0')).toMatch(
    /^0?$/,
  );
});

test('the tools of the guide are there', async () => {
  const tools = 'git tmux zsh bash rg jq less ps python3 gcc make inotifywait gh curl node npm claude'.split(' ');

  expect(await plain.sh(`for tool in ${tools.join(' ')}; do command -v $tool >/dev/null || echo $tool; done`)).toBe('');
  expect(await plain.sh('locale 2>&1 | grep LANG=; claude --version')).toMatch(/LANG=en_US.UTF-8\n\d+\.\d+\.\d+/);
});

test('the agent may write to its home, its caches and the workspace', async () => {
  const folders = '/workspace /home/node ~/.npm ~/.cache/uv ~/.claude ~/.codex ~/.gemini /commandhistory';

  expect(await plain.sh(`for f in ${folders}; do touch $f/t 2>&1 && rm $f/t; done`)).toBe('');
  expect(await plain.sh('npm config get prefix')).toBe('/home/node/.npm-global');
});
