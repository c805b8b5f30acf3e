import { expect, test } from 'vitest';
import type { ContainerName } from '../../electron/contract/ids.ts';
import { startAgentContainer } from '../support/agent-container.ts';
import { inContainer, sessionsOf } from '../support/terminals.ts';
import { until } from '../support/until.ts';

test('the last lines of a terminal are read as text, and nobody looked at it for that', async () => {
  const print = String.raw`seq 100; printf '\e[31mred\e[0m \342\200\256gnp'; sleep infinity`;
  const agent = await startAgentContainer({ command: ['bash', '-c', print] });
  const name = `${agent.engine.user.prefix}agent-1` as ContainerName;
  await until('its output', async () => (await agent.screen()).includes('red'));
  const size = await inContainer(name, "tmux display -p -t =main:0 '#{window_width}x#{window_height}'");

  const { lines } = await agent.engine.client.terminals.lastLines({ container: name, lines: 4 });

  expect(lines).toEqual(['98', '99', '100', expect.stringMatching(/^red .+gnp$/)]);
  expect(lines.join()).not.toContain('\u202e');
  expect(lines.join()).not.toContain('\u001b');
  expect(await sessionsOf(name)).toEqual(['main']);
  expect(await inContainer(name, "tmux display -p -t =main:0 '#{window_width}x#{window_height}'")).toBe(size);
});

test('what tmux says of a terminal that is gone is not read as its text', async () => {
  const agent = await startAgentContainer({ command: ['sleep', 'infinity'] });
  const name = `${agent.engine.user.prefix}agent-1` as ContainerName;
  await agent.sh('tmux kill-window -t =main:0');

  const read = agent.engine.client.terminals.lastLines({ container: name });

  await expect(read).rejects.toMatchObject({
    data: { code: 'TERMINAL_FAILED', detail: expect.stringMatching(/window/) as string },
  });
});
