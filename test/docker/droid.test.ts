import { expect, test } from 'vitest';
import { readUsage } from '../../electron/engine/usage/read.ts';
import type { AgentContainer } from '../support/agent-container.ts';
import { droidAtWork } from '../support/droid.ts';
import { type Spoken, spoken } from '../support/spoken.ts';
import { until } from '../support/until.ts';

const PROMPTS = `cat ~/.factory/sessions/-workspace/*.jsonl | jq -sc '[.[] | .message? | objects
  | select(.role == "user" and .visibility != "user_only") | .content[]? | select(.type == "text") | .text
  | select(startswith("<system") | not)]'`;

async function prompts(container: AgentContainer): Promise<string[]> {
  return JSON.parse(await container.sh(PROMPTS)) as string[];
}

async function droid(...given: Parameters<typeof droidAtWork>): Promise<Spoken> {
  return spoken(await droidAtWork(...given));
}

test.each([
  [
    'that looks like an option, has several lines and fills an argument',
    `--help me with -v: "hello", and\n\n  nothing \\n else — $(touch /tmp/x) \`too\`. ${'word '.repeat(25_000)}End.`,
  ],
  ['that is the name of a subcommand', 'update'],
])('a task %s reaches Droid as it is, without a dialog', async (_, task) => {
  const container = await droid(task);

  await container.ends('Hello.');

  expect(await prompts(container)).toEqual([task]);
});

test('after a restart of its container Droid goes on with its conversation, and has its key', async () => {
  const container = await droid('Say hello.');
  await container.ends('Hello.');

  await container.restart();

  await until('the conversation', async () => (await container.screen()).includes('Say hello.'));
  expect(await container.sh('ps -eo args')).toMatch(/droid --auto high --resume --last/);
  expect(await container.sh("tr '\\0' '\\n' </proc/$(pgrep -xo droid)/environ | grep FACTORY_API_KEY")).toContain(
    '=fk-of',
  );
  await container.send('And again.');
  await until('both', async () => (await prompts(container)).join() === 'Say hello.,And again.');
});

test('a question is answered by the words of a choice; where several may be chosen its terminal is left to do that', async () => {
  const container = await droid('Please ASK me');
  const { answer } = container;
  const asked = await container.reported('the question', ({ attention }) => attention?.kind === 'question');
  expect(asked.attention).toMatchObject({ text: 'PKCE or implicit?', choices: ['PKCE', 'Implicit'] });

  await until('its dialog', async () => /Space\/Enter/.test(await container.screen()));
  expect(await answer('impl')).toMatchObject({ kind: 'answered', choice: 'Implicit', next: null });
  await container.ends('Done with the tool.');

  expect(await answer('ASK TWO of them')).toMatchObject({ kind: 'sent' });
  await until('its dialog', async () => /2\. Implicit\n(.*\n)+.*Questions/.test(await container.screen()));
  expect(await answer('1')).toMatchObject({ choice: 'PKCE', next: { question: 'Which parts?' } });
  await expect(answer('1')).rejects.toMatchObject({ data: { code: 'ANSWER_UNKNOWN' } });
});

test('it plans where it is to plan', async () => {
  const container = await droid('Say hello.', { startMode: 'plan' });
  await container.ends('Hello.');

  await until('its plan mode', async () => /Spec/.test(await container.screen()));
});

test('its list, what it used, and a command that nothing asks about in yolo', async () => {
  const container = await droid('RUN touch /tmp/made');
  await container.ends('Done with the tool.');
  expect(await container.sh('ls /tmp/made')).toBe('/tmp/made');

  await container.send('LIST it');
  const { tasks } = await container.reported('its list', (report) => report.tasks !== null);
  expect(tasks).toEqual({ total: 2, done: 1, doing: 'Test it' });

  const used = await readUsage(container.engine.context.docker, { id: container.id, agent: 'droid' });
  expect(used).toMatchObject({ skipped: 0, unreadable: null, models: [{ model: 'custom:Test-0' }] });
});

test('where it is to ask, a command waits for its user', async () => {
  const container = await droid('RUN touch made', { startMode: 'ask' });

  const { attention } = await container.reported('the permission', (report) => report.attention !== null);

  expect(attention).toMatchObject({ kind: 'permission', text: 'Execute: touch made' });
  expect(await container.sh('ls /workspace')).toBe('file');
});

test('an interrupt ends its turn, and a message waits until that is over', async () => {
  const container = await droid('RUN sleep 1000');
  await until('the command', async () => /sleep 1000/.test(await container.sh('ps -eo args | grep -v RUN')));
  const { send, interrupt } = container;
  await send('RUN touch /tmp/later');
  await container.reported('one that waits', ({ messages }) => messages === 1);

  await interrupt();

  await until('the message', async () => (await container.sh('ls /tmp/later')) === '/tmp/later');
});
