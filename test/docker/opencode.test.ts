import { expect, test } from 'vitest';
import { readUsage } from '../../electron/engine/usage/read.ts';
import type { AgentContainer } from '../support/agent-container.ts';
import { opencodeAtWork } from '../support/opencode.ts';
import { type Spoken, spoken } from '../support/spoken.ts';
import { until } from '../support/until.ts';

/** Every text that it was given by its user, in their order, as its own database has it. */
const PROMPTS = `import json, sqlite3, os
rows = sqlite3.connect(os.path.expanduser("~/.local/share/opencode/opencode.db")).execute(
  "select p.data from part p join message m on p.message_id = m.id where m.data like '%\\"role\\":\\"user\\"%' order by p.id")
print(json.dumps([part["text"] for part in map(json.loads, (row[0] for row in rows)) if part["type"] == "text"]))`;

async function prompts(container: AgentContainer): Promise<string[]> {
  return JSON.parse(await container.sh(`python3 -c '${PROMPTS.replaceAll("'", `'"'"'`)}'`)) as string[];
}

async function opencode(...given: Parameters<typeof opencodeAtWork>): Promise<Spoken> {
  return spoken(await opencodeAtWork(...given));
}

test.each([
  [
    'that looks like an option, has several lines and fills an argument',
    `--help me with -v: "hello", and\n\n  nothing \\n else — $(touch /tmp/x) \`too\`. ${'word '.repeat(25_000)}End.`,
  ],
  ['that is the name of a subcommand', 'upgrade'],
  ['that is quoted', '"all of it"'],
  ['that is longer than any argument', `Read this. ${'word '.repeat(40_000)}End.`],
])('a task %s reaches opencode as it is, without a dialog', async (_, task) => {
  const container = await opencode(task);

  await container.ends('Hello.');

  // After a long paste it puts a space.
  expect((await prompts(container)).map((text) => text.trimEnd())).toEqual([task]);
});

test('after a restart of its container opencode goes on with its conversation', async () => {
  const container = await opencode('Say hello.');
  await container.ends('Hello.');

  await container.restart();

  await until('the conversation', async () => (await container.screen()).includes('Say hello.'));
  expect(await container.sh('ps -eo args')).toMatch(/opencode --auto --continue/);
  await container.send('And again.');
  await until('both', async () => JSON.stringify(await prompts(container)) === '["Say hello.","And again."]');
});

test('a question is answered by number and in own words, and a row of them in their order', async () => {
  const container = await opencode('Please ASK me');
  const { answer } = container;
  const asked = await container.reported('the question', ({ attention }) => attention?.kind === 'question');
  expect(asked.attention).toMatchObject({ text: 'PKCE or implicit?', choices: ['PKCE', 'Implicit'] });

  await until('its dialog', async () => /2\. Implicit/.test(await container.screen()));
  expect(await answer('2')).toMatchObject({ kind: 'answered', choice: 'Implicit' });
  await container.ends('Done with the tool.');

  expect(await answer('ASK once more')).toMatchObject({ kind: 'sent' });
  await until('its dialog', async () => /esc dismiss/.test(await container.screen()));
  expect(await answer('Both; "quoted"')).toMatchObject({ choice: 'Both; "quoted"' });
  await container.ends('Done with the tool.');
  await until('the answer', async () => (await container.screen()).includes('Both; "quoted"'));

  expect(await answer('ASK TWO of them')).toMatchObject({ kind: 'sent' });
  await until('its dialog', async () => /esc dismiss/.test(await container.screen()));
  expect(await answer('PKCE')).toMatchObject({ next: { question: 'Which parts?' } });
  expect(await answer('1')).toMatchObject({ choice: 'Login', next: null });
  await container.ends('Done with the tool.');
});

test('what it works on, what it lists and what it used is known, and nothing asks in yolo', async () => {
  const container = await opencode('LIST it');
  await container.ends('Done with the tool.');
  const { tasks } = await container.reported('its list', (report) => report.tasks !== null);
  expect(tasks).toEqual({ total: 2, done: 1, doing: 'Test it' });

  await container.send('RUN touch /tmp/made');
  await until('the file', async () => (await container.sh('ls /tmp/made')) === '/tmp/made');

  const used = await readUsage(container.engine.context.docker, { id: container.id, agent: 'opencode' });
  expect(used).toMatchObject({ skipped: 0, unreadable: null });
  expect(used.models[0]?.model).toMatch(/^claude-/);
});

test('where it is to ask, a command waits for its user', async () => {
  const container = await opencode('RUN touch made', { startMode: 'ask' });

  const { attention } = await container.reported('the permission', (report) => report.attention !== null);

  expect(attention).toMatchObject({ kind: 'permission', text: 'bash: touch made' });
  expect(await container.sh('ls /workspace')).toBe('file');
  await container.sh('tmux send-keys -t main:agent Enter');
  await container.ends('Done with the tool.');
});

test('it plans where it is to plan, on the model that it is given', async () => {
  const container = await opencode('Say hello.', { startMode: 'plan', model: 'anthropic/claude-opus-4-5' });
  await container.ends('Hello.');

  await until('its plan mode', async () => /Plan.*Claude Opus 4\.5/.test(await container.screen()));
});

test('an interrupt ends its turn, and a message waits until that is over', async () => {
  const container = await opencode('RUN sleep 1000');
  await until('the command', async () => /sleep 1000/.test(await container.sh('ps -eo args | grep -v RUN')));
  const { send, interrupt } = container;
  await send('RUN touch /tmp/later');
  await container.reported('one that waits', ({ messages }) => messages === 1);

  await interrupt();

  await until('the message', async () => (await container.sh('ls /tmp/later')) === '/tmp/later');
});

test('a model that refuses again and again calls a person', async () => {
  const container = await opencode('LIMIT');

  const { attention } = await container.reported('the refusal', (report) => report.attention !== null);

  expect(attention).toMatchObject({ kind: 'question', text: 'Too much.' });
});
