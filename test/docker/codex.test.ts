import { expect, test } from 'vitest';
import { readUsage } from '../../electron/engine/usage/read.ts';
import type { AgentContainer } from '../support/agent-container.ts';
import { codexAtWork } from '../support/codex.ts';
import { type Spoken, spoken } from '../support/spoken.ts';
import { until } from '../support/until.ts';

const PROMPTS = `cat ~/.codex/sessions/*/*/*/rollout-*.jsonl | jq -sc '[.[] | .payload | objects
  | select(.type == "item_completed") | .item | select(.type == "UserMessage") | .content[] | .text]'`;

async function prompts(container: AgentContainer): Promise<string[]> {
  return JSON.parse(await container.sh(PROMPTS)) as string[];
}

async function codex(...given: Parameters<typeof codexAtWork>): Promise<Spoken> {
  return spoken(await codexAtWork(...given));
}

test.each([
  [
    'that looks like an option, has several lines and fills an argument',
    `--help me with -v: "hello", and\n\n  nothing \\n else — $(touch /tmp/x) \`too\`. ${'word '.repeat(25_000)}End.`,
  ],
  ['that is the name of a subcommand', 'update'],
])('a task %s reaches Codex as it is, without a dialog', async (_, task) => {
  const container = await codex(task);

  await container.ends('Hello.');

  expect(await prompts(container)).toEqual([task]);
});

test('after a restart of its container Codex goes on with its conversation', async () => {
  const container = await codex('Say hello.');
  await container.ends('Hello.');

  await container.restart();

  await until('the conversation', async () => (await container.screen()).includes('Say hello.'));
  await container.send('And again.');
  await until('both', async () => (await prompts(container)).join() === 'Say hello.,And again.');
});

test('what it is told begins and ends a turn, and its own request for a title ends none', async () => {
  const container = await codex('RUN sleep 1000');
  await until('the command', async () => /sleep 1000/.test(await container.sh('ps -eo args | grep -v RUN')));

  const { turn, attention } = await container.reported('the turn', (report) => report.turn === true);
  expect([turn, attention]).toEqual([true, null]);

  await container.interrupt();
  await container.ends('Interrupted: it waits for what to do next.');
});

test('a command in yolo asks nothing, and what it used is counted', async () => {
  const container = await codex('RUN touch /tmp/made');
  await container.ends('Done with the tool.');

  expect(await container.sh('ls /tmp/made')).toBe('/tmp/made');
  const used = await readUsage(container.engine.context.docker, { id: container.id, agent: 'codex' });
  expect(used).toMatchObject({ skipped: 0, unreadable: null, models: [{ model: 'gpt-test' }] });
});

test('where it is to ask, a command waits for its user, who allows or refuses it', async () => {
  const container = await codex('ALLOW touch made', { startMode: 'ask' });
  const { attention } = await container.reported(
    'the permission',
    (report) => (report.attention?.choices?.length ?? 0) > 1,
  );
  expect(attention).toMatchObject({ kind: 'permission', text: 'Bash: touch made' });
  expect(attention?.choices?.[0]).toMatch(/^Yes/);

  await container.answer('1');
  await container.ends('Done with the tool.');
  expect(await container.sh('ls /workspace')).toBe('file\nmade');

  await container.send('ALLOW touch other');
  await container.reported('the next one', ({ attention: asked }) => asked?.text === 'Bash: touch other');
  await container.interrupt();
  await container.reported('its end', ({ attention: asked }) => asked?.kind !== 'permission');
  expect(await container.sh('ls /workspace')).toBe('file\nmade');
});

test.each([
  ['short', 'ASK me'],
  ['long', `${'Read all of it.\n'.repeat(300)}ASK me`],
])('where it is to plan its %s task begins in its plan mode, and its question is answered', async (_, task) => {
  const container = await codex(task, { startMode: 'plan' });
  const { attention } = await container.reported('the question', (report) => report.attention?.kind === 'question');
  expect(attention).toMatchObject({ text: 'PKCE or implicit?', choices: ['PKCE', 'Implicit'] });
  expect(await prompts(container)).toEqual([task]);

  await until('its dialog', async () => (await container.screen()).includes('1. PKCE'));
  expect(await container.answer('impl')).toMatchObject({ kind: 'answered', choice: 'Implicit' });

  await container.ends('Done with the tool.');
  await until('its plan mode', async () => /Plan mode \(shift/.test(await container.screen()));

  await container.restart();
  await until('its plan mode again', async () => /Plan mode \(shift/.test(await container.screen()));
});

test('a message waits until a turn is over', async () => {
  const container = await codex('RUN sleep 1000');
  await until('the command', async () => /sleep 1000/.test(await container.sh('ps -eo args | grep -v RUN')));
  await container.send('RUN touch /tmp/later');
  await container.reported('one that waits', ({ messages }) => messages === 1);

  await container.interrupt();

  await until('the message', async () => (await container.sh('ls /tmp/later')) === '/tmp/later');
});
