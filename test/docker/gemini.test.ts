import { expect, test } from 'vitest';
import { readUsage } from '../../electron/engine/usage/read.ts';
import type { AgentContainer } from '../support/agent-container.ts';
import { geminiAtWork } from '../support/gemini.ts';
import { type Spoken, spoken } from '../support/spoken.ts';
import { until } from '../support/until.ts';

const PROMPTS = `cat ~/.gemini/tmp/*/chats/*.jsonl | jq -sc '[.[] | objects | select(.type == "user") | .content
  | if type == "string" then . else (map(.text // "") | join("")) end]'`;

async function prompts(container: AgentContainer): Promise<string[]> {
  return JSON.parse(await container.sh(PROMPTS)) as string[];
}

async function gemini(...given: Parameters<typeof geminiAtWork>): Promise<Spoken> {
  return spoken(await geminiAtWork(...given));
}

test.each([
  [
    'that looks like an option, has several lines and is long',
    `--help me with -v: "hello", and\n\n  nothing \\n else — $(touch /tmp/x) \`too\`. ${'word '.repeat(5_000)}End.`,
  ],
  ['of a single word', 'update'],
])('a task %s reaches Gemini CLI as it is, without a dialog', async (_, task) => {
  const container = await gemini(task);

  await container.ends('Hello.');

  expect(await prompts(container)).toEqual([task]);
});

test('after a restart of its container Gemini CLI goes on with its conversation', async () => {
  const container = await gemini('Say hello.');
  await container.ends('Hello.');

  await container.restart();

  await until('the conversation', async () => (await container.screen()).includes('Say hello.'));
  await container.send('And again.');
  await until('both', async () => (await prompts(container)).includes('And again.'));
});

test('a question is answered by the words of a choice', async () => {
  const container = await gemini('ASK me');
  const { attention } = await container.reported('the question', (report) => report.attention?.kind === 'question');
  expect(attention).toMatchObject({ text: 'PKCE or implicit?', choices: ['PKCE', 'Implicit'] });

  await until('its dialog', async () => (await container.screen()).includes('1.  PKCE'));
  expect(await container.answer('impl')).toMatchObject({ kind: 'answered', choice: 'Implicit' });

  await container.ends('Done with the tool.');
});

test('where it is to ask, a command waits for its user, who allows or refuses it', async () => {
  const container = await gemini('RUN touch made', { startMode: 'ask' });
  const { attention } = await container.reported(
    'the permission',
    (report) => (report.attention?.choices?.length ?? 0) > 1,
  );
  expect(attention).toMatchObject({ kind: 'permission', text: 'Shell: touch made' });
  expect(attention?.choices?.[0]).toBe('Allow once');

  await container.answer('1');
  await container.ends('Done with the tool.');
  expect(await container.sh('ls /workspace')).toBe('file\nmade');

  await container.send('RUN touch other');
  await container.reported('the next one', ({ attention: asked }) => asked?.text === 'Shell: touch other');
  await container.interrupt();
  await container.reported('its end', ({ attention: asked }) => asked?.kind !== 'permission');
  expect(await container.sh('ls /workspace')).toBe('file\nmade');
});

test('a hook of a tool that comes after the end of its turn changes nothing of what it said', async () => {
  const container = await gemini('RUN touch /tmp/made');
  await container.ends('Done with the tool.');
  await container.sh('/usr/local/lib/maestro/tell resumed');
  await container.reported('the late word', ({ turn }) => turn === true);
  const { attention } = await container.reported('that it waits', ({ turn }) => turn === false);
  expect(attention).toMatchObject({ kind: 'finished', text: 'Done with the tool.' });
});

test('a command in yolo asks nothing, and what it used is counted', async () => {
  const container = await gemini('RUN touch /tmp/made');
  await container.ends('Done with the tool.');

  expect(await container.sh('ls /tmp/made')).toBe('/tmp/made');
  const used = await readUsage(container.engine.context.docker, { id: container.id, agent: 'gemini' });
  expect(used).toMatchObject({
    skipped: 0,
    unreadable: null,
    models: [{ tokens: { output: expect.any(Number) as number } }],
  });
});

test('an interrupt ends its turn, and a message waits until that is over', async () => {
  const container = await gemini('RUN sleep 1000');
  await until('the command', async () => /sleep 1000/.test(await container.sh('ps -eo args | grep -v RUN')));
  await container.send('RUN touch /tmp/later');
  await container.reported('one that waits', ({ messages }) => messages === 1);

  await container.interrupt();

  await until('the message', async () => (await container.sh('ls /tmp/later')) === '/tmp/later');
});
