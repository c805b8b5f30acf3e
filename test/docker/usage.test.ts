import { expect, test } from 'vitest';
import type { ContainerName } from '../../electron/contract/ids.ts';
import type { Usage } from '../../electron/contract/usage.ts';
import { type AgentContainer, startAgentContainer } from '../support/agent-container.ts';
import { claudeAtWork } from '../support/claude.ts';
import { maestro } from '../support/maestro.ts';
import { until } from '../support/until.ts';

const FREE = ['--dangerously-skip-permissions'];

function nameOf({ engine }: AgentContainer): ContainerName {
  return `${engine.user.prefix}agent-1` as ContainerName;
}

function used(container: AgentContainer): Promise<Usage> {
  return container.engine.client.usage.get({ name: nameOf(container) });
}

test('what Claude Code has used is in its own conversation, also when its container is stopped', async () => {
  const container = await startAgentContainer(await claudeAtWork('RUN true', FREE));
  await container.reported('the end of the turn', ({ attention }) => attention?.kind === 'finished');

  // Its stub says one token for each of its two answers; it tells of its end before it has written that down.
  const running = await until('both answers', async () => {
    const now = await used(container);
    return now.tokens.input === 2 && now;
  });
  expect(running).toMatchObject({ agent: 'claude', tokens: { input: 2, output: 2 }, skipped: 0, cut: false });
  expect(running.models).toEqual([expect.objectContaining({ messages: 2 })]);
  expect(running.usd).toBeGreaterThan(0);

  await container.sh(
    `cd ~/.claude/projects/-workspace && mkdir -p s/subagents && ln -s /dev/zero endless.jsonl && printf '%s\\n' ${[
      'no record',
      '{"type":"assistant","message":{"id":"x","model":"m","usage":{"output_tokens":-5}}}',
      '{"type":"assistant","message":{"id":"y","model":"\\u001b[2Jm","usage":{"output_tokens":40}}}',
    ]
      .map((line) => `'${line}'`)
      .join(' ')} > s/subagents/agent-1.jsonl`,
  );
  await container.stop();

  const stopped = await used(container);
  expect(stopped).toMatchObject({ tokens: { output: 42 }, skipped: 2, usd: running.usd });
  const { stdout, stderr } = await maestro(['usage', 'agent-1'], { env: { HOME: container.engine.user.home } });
  expect(stdout).toMatch(/agent-1 +claude +claude-\S+ +2 +2 +0 +0 +<?\$0/);
  expect(stdout).toMatch(/agent-1 +claude +␛\[2Jm +0 +40 +0 +0 +not known/);
  expect(stderr).toContain('2 records could not be read');
});
