import { expect, test } from 'vitest';
import type { Report } from '../../electron/contract/reports.ts';
import { limitEnd } from '../../electron/engine/containers/limit-end.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import { type AgentContainer, startAgentContainer } from '../support/agent-container.ts';
import { claudeAtWork } from '../support/claude.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { maestro } from '../support/maestro.ts';
import { gitProject } from '../support/project.ts';
import { until } from '../support/until.ts';

const FREE = ['--dangerously-skip-permissions'];

function hears(container: AgentContainer, agent: string, event: object): Promise<string> {
  const line = JSON.stringify(event).replaceAll("'", "'\\''");
  return container.sh(`printf '%s' '${line}' | /usr/local/lib/maestro/hook ${agent}`);
}

function tells(container: AgentContainer, word: string): Promise<string> {
  return container.sh(`/usr/local/lib/maestro/tell '${word}'`);
}

function lists(container: AgentContainer, tasks: Report['tasks']): Promise<Report> {
  return container.reported(`the list ${JSON.stringify(tasks)}`, (report) => {
    return JSON.stringify(report.tasks) === JSON.stringify(tasks);
  });
}

test('the tasks of Claude Code’s own list are counted while it works on them, and outlive a stop', async () => {
  const container = await startAgentContainer(await claudeAtWork('TASKS please', FREE));

  await lists(container, { done: 1, total: 2, doing: 'Testing it' });

  const found = await getContainer(container.engine.context, 'agent-1');
  expect(found.tasks).toEqual({ done: 1, total: 2, doing: 'Testing it' });
  const { stdout } = await maestro(['list'], { env: { HOME: container.engine.user.home } });
  expect(stdout).toContain('1/2 Testing it\n');
  await container.restart();
  await lists(container, { done: 1, total: 2, doing: 'Testing it' });
});

test('a list that its hooks tell is bounded text and bounded numbers, whatever stands in it', async () => {
  const container = await startAgentContainer({ command: ['sleep', '100000'] });
  const todo = (status: string, activeForm: string): object => ({ content: activeForm, status, activeForm });
  const todos = [todo('completed', 'a'), todo('in_progress', `b\u001b[2J\n${'x'.repeat(300)}`), 7, null];
  await hears(container, 'claude', { hook_event_name: 'PostToolUse', tool_name: 'TodoWrite', tool_input: { todos } });
  const told = await lists(container, { done: 1, total: 2, doing: `b\u001b[2J\n${'x'.repeat(94)}` });

  for (const lie of [
    '{"done":-1,"total":2}',
    '{"done":3,"total":2}',
    '{"done":0,"total":1e99}',
    '[]',
    '{"done":1',
    '1 2',
  ])
    await tells(container, `plan ${lie}`);
  await tells(container, 'tasks ../../../etc');
  for (const kind of ['limit', 'question'])
    await tells(
      container,
      `claim {"kind":"${kind}","text":"${'y'.repeat(900)}","choices":["${'z'.repeat(900)}",{},7]}`,
    );
  const claimed = await container.reported('a claim', ({ attention }) => attention?.kind === 'question');
  expect(claimed.attention).toMatchObject({ text: 'y'.repeat(250), choices: ['z'.repeat(100)] });
  await tells(container, 'claim {"kind":"limit","text":{"not":"text"},"choices":"none"}');
  await container.reported('a claim without words', ({ attention }) => attention?.kind === 'limit' && !attention.text);
  await container.sh(
    'mkdir -p ~/.claude/tasks/s && mkfifo ~/.claude/tasks/s/1.json && ln -s /dev/zero ~/.claude/tasks/s/2.json',
  );
  await container.sh('mkdir -p ~/.claude/tasks/torn && echo \'{"id":\' > ~/.claude/tasks/torn/1.json');
  await tells(container, 'tasks torn');
  await hears(container, 'claude', {
    hook_event_name: 'PostToolUse',
    tool_name: 'TodoWrite',
    agent_id: 'sub',
    tool_input: { todos: [todo('in_progress', 'of a subagent')] },
  });
  await container.sh('touch /workspace/later');
  const later = await container.reported('what is later', ({ git }) => git?.changed === 1);
  expect(later.tasks).toEqual(told.tasks);

  await tells(container, 'tasks s');
  await lists(container, null);
  const gemini = { hook_event_name: 'AfterTool', tool_name: 'write_todos' };
  const steps = [
    { description: 'one', status: 'in_progress' },
    { description: 'two', status: 'cancelled' },
  ];
  await hears(container, 'gemini', { ...gemini, tool_input: { todos: steps } });
  await lists(container, { done: 0, total: 1, doing: 'one' });
  await hears(container, 'claude', { hook_event_name: 'SessionStart', source: 'clear' });
  await lists(container, null);
});

test('Claude Code that reached its limit says until when, and nothing but its going on ends that', async () => {
  const container = await startAgentContainer(await claudeAtWork('LIMIT', FREE));
  const { attention } = await container.reported('the limit', (report) => report.attention?.kind === 'limit');
  const inMs = Date.parse(limitEnd(attention!) ?? '') - Date.parse(attention!.at);
  expect(Math.abs(inMs - 2 * 3_600_000)).toBeLessThan(3 * 60_000);

  await tells(container, 'typed');
  await tells(container, 'looked');
  await container.sh('touch /workspace/later');
  const later = await container.reported('what is later', ({ git }) => git?.changed === 1);
  expect(later.attention).toEqual(attention);

  await hears(container, 'claude', { hook_event_name: 'UserPromptSubmit' });
  await container.reported('it to go on', ({ attention: claim, turn }) => claim === null && turn === true);
});

test('a limit and a stall are states with their times, in the list too, and end by what the agent says', async () => {
  const [engine, project] = await Promise.all([containerEngine(), gitProject()]);
  const made = await engine.client.containers.create(newContainer({ project }));
  const says = (event: object) =>
    inside(made, `printf '%s' '${JSON.stringify(event)}' | /usr/local/lib/maestro/hook claude`);
  const looked = (minutes: number) =>
    getContainer({ ...engine.context, now: () => new Date(Date.now() + minutes * 60_000) }, made.name);
  const becomes = (state: string, minutes: number) =>
    until(`it to be ${state}`, async () => {
      const found = await looked(minutes);
      return found.state === state ? found : Promise.reject(new Error(`${found.state}: ${found.evidence}`));
    });

  await says({ hook_event_name: 'UserPromptSubmit' });
  expect((await becomes('stalled', 20)).evidence).toMatch(
    /^in the middle of its turn, and nothing new from it for \d+ m$/,
  );
  expect((await looked(14)).state).toBe('quiet');

  const words = 'You’ve hit your weekly limit · resets Dec 31, 3pm (UTC)';
  await says({ hook_event_name: 'StopFailure', error: 'rate_limit', last_assistant_message: words });
  const limited = await becomes('limit', 20);
  expect(limited).toMatchObject({
    evidence: words,
    limitUntil: expect.stringMatching(/-12-31T15:00:00.000Z$/) as string,
  });
  const { stdout } = await maestro(['list'], { env: { HOME: engine.user.home } });
  expect(stdout).toMatch(/⏳ usage limit until 31 Dec, \d\d:00/);
  expect((await looked(400 * 24 * 60)).state).toBe('quiet');

  await says({ hook_event_name: 'Stop', last_assistant_message: 'Done.' });
  await becomes('finished', 20);
});
