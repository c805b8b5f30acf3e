import { expect, test } from 'vitest';
import { contract } from '../../electron/contract/index.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { testUser } from '../support/project.ts';
import { trappedProject } from '../support/traps.ts';

type Ask = (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>;

/** A value for every field that a procedure of the page knows; each schema takes what it wants of it. */
function everything(folder: string): object {
  const names = ['mission', 'feature', 'assertion', 'milestone', 'title', 'content', 'rule', 'by', 'agent', 'reason'];
  return {
    ...Object.fromEntries(names.map((name) => [name, 'x'])),
    ...{ project: folder, path: folder, id: '00000000-0000-4000-8000-000000000000', name: 'x-1', task: 'x' },
  };
}

test('no procedure of the page runs anything that the project names', { timeout: 120_000 }, async () => {
  const { folder, ran, age } = await trappedProject();
  const { paths } = await testUser();
  const engine = createEngine({ paths, docker: new DockerClient({ socketPath: '/nowhere/docker.sock' }) });
  const answered: string[] = [];
  const ask = async (name: string, input: object): Promise<void> => {
    const [topic = '', verb = ''] = name.split('.');
    const call = (engine.client as unknown as Record<string, Record<string, Ask>>)[topic]?.[verb];
    await age();
    await call?.(input, { signal: AbortSignal.timeout(5000) }).then(
      () => answered.push(name),
      () => undefined,
    );
    expect(await ran(), name).toEqual([]);
  };
  const input = everything(folder);
  for (const name of ['projects.init', 'projects.open']) await ask(name, { path: folder });
  await ask('missions.control', { project: folder });
  for (const [topic, verbs] of Object.entries(contract))
    for (const verb of Object.keys(verbs)) if (verb !== 'close') await ask(`${topic}.${verb}`, input);
  await engine.close();

  expect(answered).toEqual(
    expect.arrayContaining(['missions.control', 'handoffs.list', 'memory.checkRatchet', 'doctor.run']),
  );
});
