import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { beforeAll, expect, test } from 'vitest';
import { TOOLS } from '../../electron/cli/mcp/tools.ts';
import { MAESTRO } from '../support/maestro.ts';
import { whenDone } from '../support/project.ts';
import { approvedMission, HANDOFF, planOf, stateProject, type StateProject } from '../support/state.ts';
import { until } from '../support/until.ts';

const NO_DOCKER = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };

let project: StateProject;
let mission: string;

beforeAll(async () => {
  project = await stateProject();
  await project.json(['init']);
  mission = await approvedMission(project, planOf(3));
  await project.json(HANDOFF);
});

interface Answer {
  readonly isError: boolean;
  readonly value: unknown;
}

interface Speaking {
  readonly client: Client;
  readonly transport: StdioClientTransport;
  readonly ask: (name: string, input?: Record<string, unknown>) => Promise<Answer>;
}

/** A client of the protocol, with Maestro as its server in the project. */
async function speaking(...words: readonly string[]): Promise<Speaking> {
  const transport = new StdioClientTransport({
    command: MAESTRO,
    args: ['mcp', ...words],
    cwd: project.folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: project.home, ...NO_DOCKER },
    stderr: 'ignore',
  });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  whenDone(() => client.close());
  const ask: Speaking['ask'] = async (name, input = {}) => {
    const { content, isError = false } = await client.callTool({ name, arguments: input });
    const [first] = content as { text: string }[];
    return { isError, value: JSON.parse(first?.text ?? '') as unknown };
  };
  return { client, transport, ask };
}

test('without more it only looks: what the project has is read, and nothing that writes is there', async () => {
  const { client, ask } = await speaking();
  const { tools } = await client.listTools();
  const names = tools.map(({ name }) => name);
  const looking = TOOLS.filter(({ group }) => group === null).map(({ path }) => path.replace('.', '_'));
  expect([...names].sort()).toEqual([...looking, 'missions_list', 'containers_list'].sort());
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
  expect(client.getInstructions()).toContain('You may only look.');
  expect(client.getInstructions()).toContain('maestro mcp --allow missions,features,');

  expect((await ask('missions_list')).value).toMatchObject([{ id: mission, status: 'approved' }]);
  const { value: board } = await ask('missions_board', { mission });
  expect((board as { features: { feature: { id: string } }[] }).features.map(({ feature }) => feature.id)).toEqual([
    'f1',
    'f2',
    'f3',
  ]);
  expect((await ask('handoffs_list')).value).toMatchObject({ handoffs: [{ status: 'pending' }] });
  expect((await ask('memory_read')).isError).toBe(false);
});

test('what cannot be done says why, and what to do: for a record, an input, and an engine that is not there', async () => {
  const { ask } = await speaking();
  expect(await ask('missions_board', { mission: '2020-01-01-001' })).toEqual({
    isError: true,
    value: expect.objectContaining({
      code: 'MISSION_NOT_FOUND',
      hints: ['maestro mission list shows all missions.'],
    }) as unknown,
  });
  expect(await ask('containers_list')).toMatchObject({ isError: true, value: { code: 'DOCKER_UNREACHABLE' } });
  const refused = await speaking().then(({ client }) =>
    client.callTool({ name: 'missions_board', arguments: { mission: 7 } }).catch(String),
  );
  expect(JSON.stringify(refused)).toMatch(/mission/);
});

test('what its user allows may be changed, through the same rules, and nothing else', async () => {
  const { client, ask } = await speaking('--allow', 'features', '--allow', 'memory');
  const names = (await client.listTools()).tools.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['features_update', 'memory_learn']));
  expect(names).not.toContain('missions_approve');
  expect(names).not.toContain('containers_create');

  const moved = await ask('features_update', { mission, feature: 'f1', status: 'in-progress' });
  expect(moved).toMatchObject({ isError: false, value: { feature: { status: 'in-progress' } } });
  const file = join(project.folder, '.maestro/missions', mission, 'features/f1.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ status: 'in-progress' });
  const illegal = await ask('features_update', { mission, feature: 'f1', status: 'done' });
  expect(illegal).toMatchObject({ isError: true, value: { code: 'TRANSITION_ILLEGAL' } });
});

test('a group that is none is refused, and all of them are given by one word', async () => {
  const { code, stderr } = await project.run(['mcp', '--allow', 'everything']);
  expect(code).toBe(2);
  expect(stderr).toContain('--allow: there is no "everything".');
  expect(stderr).toContain('maestro mcp --allow missions,features,handoffs,memory,containers,talk,review');

  const { client } = await speaking('--allow', 'all');
  const { tools } = await client.listTools();
  expect(tools).toHaveLength(TOOLS.length + 2);
  // Whatever is allowed, how much a container may reach is its user's to say.
  const inputs = tools.map(({ name, inputSchema }) => [name, Object.keys(inputSchema.properties ?? {})] as const);
  expect(inputs.find(([name]) => name === 'containers_create')?.[1]).toContain('task');
  for (const [name, keys] of inputs)
    for (const key of ['preset', 'domains', 'remoteHosts']) expect(keys, name).not.toContain(key);
});

test('it ends when its client goes', async () => {
  const { client, transport } = await speaking();
  const { pid } = transport;
  await client.close();
  await until('the server to be gone', () => {
    try {
      process.kill(pid ?? 0, 0);
      return false;
    } catch {
      return true;
    }
  });
  expect(pid).toEqual(expect.any(Number));
});
