import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { CallerId } from '../../electron/contract/ids.ts';
import type { ProposalList } from '../../electron/contract/proposals.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import { inside } from '../support/containers.ts';
import { stage } from '../support/feature-stage.ts';

/** An agent that reads each line that it is told. */
const LISTENS = ['bash', '-c', 'while IFS= read -r line; do printf "%s\\n" "$line" >>/tmp/told; done'];

test('what was said against an agent’s work is proposed to its project’s memory, and counts for the rules that it is about', async () => {
  const here = await stage();
  const { engine, project } = here;
  const { id } = await project.json<{ id: string }>(['memory-correct', 'Use parameters in SQL', '--globs', '*.txt']);
  const { launch } = await here.launch('f1', LISTENS);
  const container = await getContainer(engine.context, launch.container ?? '');
  const { name } = container;
  await inside(container, 'cd /workspace && echo one >sql.txt && git add sql.txt && git commit -qm one');
  const spot = { path: 'sql.txt', side: 'new' as const, from: 1, to: 1 };
  const comment = CallerId.parse(randomUUID());
  await engine.client.comments.add({ name, id: comment, spot, text: 'Never build queries from strings.' });
  await engine.client.comments.send({ name });
  await project.json(['send', name, 'Go on with the next one']);
  await project.json(['send', name, 'No, keep the old names instead']);
  const listed = () => project.json<ProposalList>(['memory-proposals']);
  expect((await listed()).proposals.map(({ text }) => text)).toEqual(['No, keep the old names instead']);

  await engine.client.comments.settle({ name, id: comment, act: 'resolve' });

  const { proposals, uses } = await listed();
  expect(proposals[0]).toMatchObject({
    ...{ kind: 'correction', text: 'Never build queries from strings.', globs: ['*.txt'], state: 'open' },
    because: `You resolved this comment on sql.txt of ${container.shortName}.`,
  });
  expect(uses[id]).toMatchObject({ objections: 1 });
  await project.json(['memory-take', proposals[0]?.id ?? '']);
  expect((await listed()).proposals).toHaveLength(1);
  const found = await project.json<{ corrections: { rule: string }[] }>(['memory-search', 'queries']);
  expect(found.corrections.map(({ rule }) => rule)).toEqual(['Never build queries from strings.']);
});
