import type { AgentKind } from '../../electron/contract/agents.ts';
import { expect, test } from 'vitest';
import type { Report } from '../../electron/contract/reports.ts';
import { type AgentContainer, startAgentContainer } from '../support/agent-container.ts';
import { CONTENTS } from '../support/credentials.ts';
import { fileOf, writeInside } from '../support/inside.ts';

const CLAUDE = fileOf('claude');

function started(agent: AgentKind): Promise<AgentContainer> {
  return startAgentContainer({ agent, launch: { first: ['sleep', 'infinity'], delivery: 'file' } });
}

/** What a container says of its sign-in when it has looked once more. */
async function looked(container: AgentContainer): Promise<Report['credential']> {
  const stamp = `looked-${Math.random()}`;
  await container.sh(`/usr/local/lib/maestro/tell credential; sleep 0.2
    /usr/local/lib/maestro/tell claim '{"kind":"question","text":"${stamp}"}'`);
  const { credential } = await container.reported('it to look', ({ attention }) => attention?.text === stamp);
  return credential;
}

test.each(['claude', 'codex', 'gemini', 'opencode', 'droid'] as const)(
  'a container with %s reads a sign-in as its host does, whatever the file holds',
  async (agent) => {
    const container = await started(agent);
    for (const { content, holds, end } of CONTENTS.filter((row) => row.agent === agent)) {
      await writeInside(container.id, { path: fileOf(agent), content });

      const expected = end === null ? null : new Date(end).toISOString().replace('.000Z', 'Z');
      const says = async () => {
        const credential = await looked(container);
        return { content, holds: credential?.state ?? 'missing', end: credential?.expiresAt ?? null };
      };
      await expect.poll(says).toEqual({ content, holds, end: expected });
    }
  },
);

test('a sign-in that is no file at all, or gone, does not stop the reports', async () => {
  const container = await started('claude');
  await container.sh(`mkfifo ${CLAUDE}`);
  expect(await looked(container)).toMatchObject({ state: 'invalid' });

  await container.sh(`rm ${CLAUDE}; mkdir ${CLAUDE}`);
  expect(await looked(container)).toMatchObject({ state: 'invalid' });

  await container.sh(`rmdir ${CLAUDE}; ln -s /dev/zero ${CLAUDE}`);
  expect(await looked(container)).toMatchObject({ state: 'invalid' });

  await container.sh(`rm ${CLAUDE}`);
  expect(await looked(container)).toBeNull();
});
