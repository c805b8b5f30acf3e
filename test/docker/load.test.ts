import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Load } from '../../electron/contract/load.ts';
import { containerEngine, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { gitProject } from '../support/project.ts';
import { until } from '../support/until.ts';

let engine: TestEngine;
/** One that burns all that it may have of a CPU, and one that rests. */
let burns: Container;
let rests: Container;

beforeAll(async () => {
  const [made, project] = await Promise.all([containerEngine(), gitProject()]);
  engine = made;
  engine.watch();
  const create = (branch: string, command: string[]) =>
    engine.client.containers.create(newContainer({ project, branch, command, agent: 'custom' }));
  [burns, rests] = await Promise.all([
    create('feat/burns', ['sh', '-c', 'while :; do :; done']),
    create('feat/rests', ['sleep', 'infinity']),
  ]);
  await engine.client.containers.update({ name: burns.name, limits: { cpus: 0.4 } });
});

function read(...containers: readonly Container[]): Promise<Load[]> {
  return engine.client.load.read({ names: containers.map(({ name }) => name) });
}

async function told(...containers: readonly Container[]): Promise<string[]> {
  return (await read(...containers)).map(({ name }) => name);
}

async function measured(): Promise<readonly [Load, Load]> {
  return until('both to be measured', async () => {
    const [first, second] = await read(burns, rests);
    return first?.cpus != null && second?.cpus != null && first.cpus > 0.2 ? ([first, second] as const) : undefined;
  });
}

test('what burns a CPU is told from what rests, and memory is told in bytes', async () => {
  const [burning, resting] = await measured();

  expect(burning.cpus).toBeLessThan(0.8);
  expect(resting.cpus).toBeLessThan(0.2);
  for (const { memoryBytes } of [burning, resting]) {
    expect(memoryBytes).toBeGreaterThan(1024 ** 2);
    expect(memoryBytes).toBeLessThan(burns.limits.memoryBytes);
  }
});

test('of one that stops nothing is told, and after its start it is measured anew', async () => {
  await engine.client.containers.stop({ name: burns.name });
  await until('the rested alone to be told', async () => (await told(burns, rests)).join() === rests.name);

  await engine.client.containers.start({ name: burns.name });
  const [burning] = await measured();
  expect(burning.cpus).toBeLessThan(0.8);
});
