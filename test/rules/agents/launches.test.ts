import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentDomains, agentLaunch } from '../../../electron/engine/agents/agents.ts';
import type { AgentChoice } from '../../../electron/engine/agents/launch.ts';
import { lease, NOW } from '../../support/credentials.ts';
import { Launch } from '../../../electron/engine/agents/launch.ts';

const CHOICE: AgentChoice = {
  agent: 'claude',
  command: undefined,
  model: undefined,
  startMode: 'yolo',
  task: 'Add a login page.',
  container: 'maestro-feat-x-1',
  branch: 'feat/x',
  base: null,
  identity: null,
  credential: null,
  env: {},
};

const launchOf = (choice: Partial<AgentChoice>): Launch => agentLaunch({ ...CHOICE, ...choice }).launch;

test.each(['claude', 'codex', 'droid'] as const)('%s gets its task as one operand after the options', (agent) => {
  expect(launchOf({ agent }).first.slice(-2)).toEqual(['--', '{prompt}']);
  expect(launchOf({ agent }).delivery).toBe('argument');
});

test.each(['claude', 'codex', 'gemini', 'droid'] as const)(
  '%s gets a single word pasted, as it could be a subcommand',
  (agent) => {
    const launch = launchOf({ agent, task: ' update\n' });

    expect(launch).toMatchObject({ delivery: 'paste' });
    expect(launch.first).not.toContain('{prompt}');
  },
);

test.each(['claude', 'codex', 'gemini', 'opencode'] as const)(
  '%s resumes later without the task, on the same model',
  (agent) => {
    const { again, conversation } = launchOf({ agent, model: 'maker/m-1' });

    expect(again.join(' ')).toMatch(/resume|continue/);
    expect(again.join(' ')).toContain('--model maker/m-1');
    expect(again).not.toContain('{prompt}');
    expect(conversation).toMatch(/^\/home\/node\//);
  },
);

test('gemini gets every task pasted: its command line would lose it, or take it for options', () => {
  for (const task of ['Add a login page.', '-v is a flag', '--help me'])
    expect(launchOf({ agent: 'gemini', task })).toMatchObject({ delivery: 'paste', confirms: 'hook' });
  expect(launchOf({ agent: 'gemini' }).first).not.toContain('--');
});

test('opencode gets its task as the value of an option, but for one that could be an option itself', () => {
  expect(launchOf({ agent: 'opencode', task: 'upgrade' }).first.slice(-2)).toEqual(['--prompt', '{prompt}']);
  for (const task of ['--help me', ' -v'])
    expect(launchOf({ agent: 'opencode', task })).toMatchObject({ first: ['opencode', '--auto'], delivery: 'paste' });
});

test('droid plans, asks, or neither, and has its model in its settings', () => {
  const { launch, files } = agentLaunch({ ...CHOICE, agent: 'droid', model: 'claude-sonnet-4-5' });

  expect(launch.again).toEqual(['droid', '--auto', 'high', '--resume', '--last']);
  expect(launchOf({ agent: 'droid', startMode: 'plan' }).again).toEqual(['droid', '--use-spec', '--resume', '--last']);
  expect(launchOf({ agent: 'droid', startMode: 'ask' }).again).toEqual(['droid', '--resume', '--last']);
  expect(JSON.parse(String(files[0]?.content))).toMatchObject({
    sessionDefaultSettings: { model: 'claude-sonnet-4-5' },
  });
});

test('opencode plans, asks, or neither', () => {
  const asked = (startMode: AgentChoice['startMode']): unknown => {
    const { launch, files } = agentLaunch({ ...CHOICE, agent: 'opencode', startMode });
    const { permission } = JSON.parse(String(files[0]?.content)) as { permission: unknown };
    return [launch.again, permission];
  };
  expect(asked('yolo')).toEqual([['opencode', '--auto', '--continue'], {}]);
  expect(asked('plan')).toEqual([['opencode', '--agent', 'plan', '--continue'], { bash: 'ask' }]);
  expect(asked('ask')).toEqual([['opencode', '--continue'], { bash: 'ask', edit: 'ask', webfetch: 'ask' }]);
});

test.each(['opus', '/opus', '--help', 'a /b', 'anthropic/'])('%j is no model of opencode', (model) => {
  expect(() => launchOf({ agent: 'opencode', model })).toThrow(/named with its provider/);
});

test('claude skips permissions, in plan mode it plans, and where it is to ask it skips none', () => {
  expect(launchOf({}).first).toContain('--dangerously-skip-permissions');
  expect(launchOf({ startMode: 'plan' }).first).not.toContain('--dangerously-skip-permissions');
  expect(launchOf({ startMode: 'plan' }).first.join(' ')).toContain('--permission-mode plan');
  expect(launchOf({ startMode: 'ask' }).first).not.toContain('--dangerously-skip-permissions');
  expect(launchOf({ startMode: 'ask' }).again.join(' ')).toContain('--permission-mode default');
});

test('a custom agent gets its task where {prompt} stands, else in a file, and typed only on demand', () => {
  const command = ['program', '--task', '{prompt}'];

  expect(launchOf({ agent: 'custom', command })).toMatchObject({ first: command, delivery: 'argument' });
  expect(launchOf({ agent: 'custom', command }).again).toEqual(['program', '--task']);
  expect(launchOf({ agent: 'custom', command: ['bash'] })).toMatchObject({ delivery: 'file' });
  expect(launchOf({ agent: 'custom', command: ['bash'], typeTask: true })).toMatchObject({ delivery: 'paste' });
});

test.each([[undefined], [['{prompt}']]])('a custom agent without a program is refused: %j', (command) => {
  expect(() => launchOf({ agent: 'custom', command })).toThrow(/command line/);
});

test('every launch is what the container reads, and the given environment wins', () => {
  const choice = fc.record({
    agent: fc.constantFrom('claude', 'codex', 'gemini', 'opencode', 'droid', 'custom' as const),
    task: fc.string(),
    startMode: fc.constantFrom('yolo', 'plan', 'ask'),
    command: fc.constant(['program', '{prompt}']),
    env: fc.dictionary(fc.constantFrom('DISABLE_AUTOUPDATER', 'TZ'), fc.string()),
  });
  fc.assert(
    fc.property(choice, (given) => {
      const launch = launchOf({ ...given, command: [...given.command] });

      expect(Launch.parse(launch)).toEqual(launch);
      expect(launch.env).toMatchObject(given.env);
    }),
  );
});

test('files in the home are private, and no launch holds a token', () => {
  const { launch, files } = agentLaunch({ ...CHOICE, credential: lease('test-access') });

  expect(
    files.every(({ mode, owner, path }) => mode === 0o600 && owner === 'node' && path.startsWith('/home/node/')),
  ).toBe(true);
  expect(JSON.stringify(launch)).not.toContain('test-access');
  expect(files.at(-1)).toMatchObject({ path: '/home/node/.claude/.credentials.json', changedAt: new Date(NOW) });
});

test('each agent names what it must reach, and a custom one nothing', () => {
  expect(agentDomains('claude')).toContain('api.anthropic.com');
  expect(agentDomains('custom')).toEqual([]);
});
