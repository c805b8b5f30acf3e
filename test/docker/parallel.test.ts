import { beforeAll, expect, test } from 'vitest';
import { containerEngine, newContainer } from '../support/containers.ts';
import { engineOf, type TestEngine, thingsOf } from '../support/docker.ts';
import { program } from '../support/program.ts';
import { gitProject } from '../support/project.ts';

const CREATOR = `
import { createEngine } from './engine/engine.ts';
import { userPaths } from './engine/disk/paths.ts';
const [home, inputs] = process.argv.slice(2);
const engine = createEngine({ paths: userPaths(home) });
const made = await Promise.all(JSON.parse(inputs).map((input) => engine.client.containers.create(input)));
console.log(JSON.stringify(made.map(({ name }) => name)));
await engine.close();
`;

let engine: TestEngine;

beforeAll(async () => {
  engine = await containerEngine();
});

test('creations of one branch, ten here and two in another process at once, get names of their own', async () => {
  const project = await gitProject();
  const inputs = Array.from({ length: 12 }, () => newContainer({ project, branch: 'feat/same' }));
  const creator = await program(CREATOR);
  const here = engineOf(engine.user).client.containers;
  const [mine, theirs] = await Promise.all([
    Promise.all(inputs.slice(0, 10).map((input) => here.create(input))),
    creator.run(engine.user.home, JSON.stringify(inputs.slice(10))),
  ]);

  const names = [...mine.map(({ name }) => name as string), ...(JSON.parse(theirs) as string[])];
  const expected = Array.from({ length: 12 }, (_, n) => `${engine.user.prefix}feat-same-${n + 1}`);
  expect(names.sort()).toEqual(expected.sort());
  expect(mine.every(({ state, isolation }) => state === 'running' && isolation.state === 'verified')).toBe(true);
  expect(await thingsOf(engine.user)).toHaveLength(12 * 6);
});
