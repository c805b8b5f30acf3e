import { beforeAll, expect, test } from 'vitest';
import type { PhaseId } from '../../electron/contract/creation.ts';
import { listContainers } from '../../electron/engine/containers/list.ts';
import { bigProject, containerEngine, newContainer } from '../support/containers.ts';
import { thingsOf } from '../support/docker.ts';
import { crash, type Program, program } from '../support/program.ts';
import { until } from '../support/until.ts';

/** Creates, and says on stdout when a phase begins. */
const CREATOR = `
import { createEngine } from './engine/engine.ts';
import { userPaths } from './engine/disk/paths.ts';
const [home, input] = process.argv.slice(2);
const { context, client } = createEngine({ paths: userPaths(home) });
const change = context.state.change.bind(context.state);
const said = new Set();
context.state.change = (draft) => {
  change(draft);
  for (const { phases } of Object.values(draft.creations ?? {}))
    for (const { id, state } of phases)
      if (state === 'running' && !said.has(id)) process.stdout.write(said.add(id) && '<' + id + '>');
};
await client.containers.create(JSON.parse(input));
process.exit(1);
`;

let creator: Program;
let project: string;

beforeAll(async () => {
  creator = await program(CREATOR);
  project = await bigProject({ files: 3_000, commits: 3 });
  await containerEngine();
});

async function crashedIn(phase: PhaseId) {
  const engine = await containerEngine();
  const input = newContainer({ project, branch: 'feat/cut' });
  const child = creator.start(engine.user.home, JSON.stringify(input));
  let said = '';
  child.stdout?.on('data', (text) => (said += String(text)));
  await until(`the phase ${phase}`, () => said.includes(`<${phase}>`));
  await crash(child);
  return engine;
}

test.each(['name', 'gateway', 'container', 'copy'] as const)(
  'what a creator that was killed in the phase %s leaves is offered to cleanup, and goes',
  async (phase) => {
    const engine = await crashedIn(phase);
    const plan = await until('the lock of the dead to count as such', async () => {
      const items = await engine.client.containers.cleanupPlan({});
      const offered = items.flatMap(({ parts }) => parts).sort();
      return String(offered) === String(await thingsOf(engine.user)) ? items : undefined;
    });
    expect(plan.every(({ kind, running }) => kind !== 'container' && !running)).toBe(true);
    const { failed } = await engine.client.containers.cleanup({ names: plan.map(({ name }) => name) });
    expect(failed).toEqual([]);
    expect(await thingsOf(engine.user)).toEqual([]);
  },
);

test('a container whose creator was killed is starting for a moment, then incomplete, and cannot be started', async () => {
  const engine = await crashedIn('copy');
  const [first] = await listContainers(engine.context);
  expect(['starting', 'incomplete']).toContain(first?.state);
  const container = await until('it to be incomplete', async () =>
    (await listContainers(engine.context)).find(({ state }) => state === 'incomplete'),
  );
  await expect(engine.client.containers.start({ name: container.name })).rejects.toMatchObject({
    data: { code: 'CONTAINER_START_FAILED' },
  });
});

test('a call with the id of a killed one begins anew', async () => {
  const engine = await containerEngine();
  const input = newContainer({ project, branch: 'feat/retry' });
  const child = creator.start(engine.user.home, JSON.stringify(input));
  let said = '';
  child.stdout?.on('data', (text) => (said += String(text)));
  await until('the copy', () => said.includes('<copy>'));
  await crash(child);
  const container = await engine.client.containers.create(input);
  expect(container.state).toBe('running');
  expect(await thingsOf(engine.user)).toHaveLength(6);
});
